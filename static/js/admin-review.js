// Keys for the review of an imported document: Ctrl + Shift and an arrow, within a part, press that part's button.
// Alt + Shift would be Windows' own keys for another keyboard language.

const moves = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };

document.addEventListener("keydown", (event) => {
  const move = moves[event.key];
  const part = event.target.closest("[data-part]");
  // In a field, the keys mark words or choose.
  if (!move || !event.ctrlKey || !event.shiftKey || !part || event.target.matches("input, select, textarea")) {
    return;
  }
  const button = part.querySelector(`button[name="do"][value="${move}"]`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});

for (const [key, move] of Object.entries(moves)) {
  for (const button of document.querySelectorAll(`[data-part] button[name="do"][value="${move}"]`)) {
    button.setAttribute("aria-keyshortcuts", `Control+Shift+${key}`);
  }
}

// What is chosen in one part's form is lost when another form is sent, or the page is left: the browser asks first.
let sent = null;

function differs(control) {
  if (control.type === "checkbox") {
    return control.checked !== control.defaultChecked;
  }
  if (control instanceof HTMLSelectElement) {
    const given = [...control.options].findIndex((option) => option.defaultSelected);
    return control.selectedIndex !== Math.max(given, 0);
  }
  return control instanceof HTMLInputElement && control.type !== "hidden" && control.value !== control.defaultValue;
}

document.addEventListener("submit", (event) => {
  sent = event.target;
});

window.addEventListener("beforeunload", (event) => {
  // Where a part is cut is no choice of its own.
  const chosen = [...document.querySelectorAll(".tools")].filter((form) => form !== sent).flatMap((form) => [
    ...form.querySelectorAll("select:not([name=at]), input"),
  ]);
  if (chosen.some(differs)) {
    event.preventDefault();
  }
});

document.getElementById("review-keys")?.removeAttribute("hidden");
