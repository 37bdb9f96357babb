// Shows in the contents list where the reader is. The list works without it.
const links = new Map();
for (const link of document.querySelectorAll(".contents a[href^='#']")) {
  const target = document.getElementById(link.hash.slice(1));
  if (target) links.set(target, link);
}

let current = null;

function showWhere() {
  let last = null;
  for (const target of links.keys()) {
    if (target.getBoundingClientRect().top < window.innerHeight / 3) last = target;
  }
  if (last === current) return;
  links.get(current)?.removeAttribute("aria-current");
  links.get(last)?.setAttribute("aria-current", "location");
  current = last;
}

let waiting = false;
addEventListener("scroll", () => {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    showWhere();
  });
}, { passive: true });
showWhere();
