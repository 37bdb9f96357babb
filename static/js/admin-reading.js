// Shows how far the reading of a document is, without loading the page anew: what is said changes, and nothing else.

const EVERY = 2000; // milliseconds

async function look() {
  try {
    const answer = await fetch(location.href, { redirect: "manual" });
    // It leads to the review now, or to the sign-in.
    if (answer.type === "opaqueredirect") {
      location.reload();
      return;
    }
    if (answer.ok) {
      const now = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const shown of document.querySelectorAll("[data-live]")) {
        const there = now.getElementById(shown.id);
        if (!there) {
          location.reload();
          return;
        }
        if (there.innerHTML !== shown.innerHTML) {
          shown.replaceChildren(...there.childNodes);
        }
      }
    }
  } catch {
    // The server is away for a moment.
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
