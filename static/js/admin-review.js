// Keys for the review of an imported document: Alt + Shift and an arrow, within a part, press that part's button.

const moves = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };

document.addEventListener("keydown", (event) => {
  const move = moves[event.key];
  const part = event.target.closest("[data-part]");
  // In a field, the keys mark words.
  if (!move || !event.altKey || !event.shiftKey || !part || event.target.matches("input[type=text], input:not([type])")) {
    return;
  }
  const button = part.querySelector(`button[name="do"][value="${move}"]`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});

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
