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

document.getElementById("review-keys")?.removeAttribute("hidden");
