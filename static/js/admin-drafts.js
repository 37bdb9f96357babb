// Keeps a copy of what is being written in a form of the admin, in this browser alone, until it is saved: offered on
// return, removed on signing out and when somebody else is signed in. Asks before unsaved text is left behind.

const person = document.currentScript.dataset.person;
const own = `draft:${person}:`;
const SENT = "draft-sent"; // the key of the copy whose form was sent last
const KEPT = 30 * 24 * 60 * 60 * 1000;
const PAUSE = 400;

// A browser may forbid its store, or have no room left: then nothing is kept, and all else works.
const attempt = (act) => {
  try {
    return act();
  } catch {
    return null;
  }
};
const keys = () => Object.keys(localStorage).filter((key) => key.startsWith("draft:"));
const read = (key) => attempt(() => JSON.parse(localStorage.getItem(key)));
const forget = (key) => attempt(() => localStorage.removeItem(key));

attempt(() => {
  for (const key of keys()) {
    const copy = read(key);
    if (!key.startsWith(own) || !copy || Date.now() - copy.at > KEPT) forget(key);
  }
  const sent = sessionStorage.getItem(SENT);
  sessionStorage.removeItem(SENT);
  if (sent && document.querySelector(".messagelist .success")) forget(sent);
});

let signedOut = false;
for (const form of document.querySelectorAll("form[data-signs-out]")) {
  form.addEventListener("submit", () => {
    signedOut = true;
    attempt(() => keys().forEach(forget));
  });
}

// What is the page's own, and what nobody may find in a browser's store.
function isKept(field) {
  const secret = ["password", "file", "submit", "button", "reset"].includes(field.type);
  const pages = ["csrfmiddlewaretoken", "once"].includes(field.name) || field.name.startsWith("_");
  return field.name && !secret && !pages && !field.name.includes("__prefix__") && !field.disabled;
}

const ticked = (field) => ["checkbox", "radio"].includes(field.type);

function written(form) {
  const fields = {};
  for (const field of form.elements) {
    if (!isKept(field)) continue;
    fields[field.name] ??= [];
    if (field.type === "select-multiple") fields[field.name].push(...[...field.selectedOptions].map(({ value }) => value));
    else if (!ticked(field) || field.checked) fields[field.name].push(field.value);
  }
  return fields;
}

// The version that a form was made from says nothing about what was written in it.
const words = (fields) =>
  JSON.stringify(Object.entries(fields).filter(([name]) => !/(^|-)version$/.test(name)).sort(([a], [b]) => (a < b ? -1 : 1)));

function put(field, values) {
  if (field.type === "select-multiple") {
    for (const option of field.options) option.selected = values.includes(option.value);
  } else if (ticked(field)) field.checked = values.includes(field.value);
  else field.value = values[0] ?? "";
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.dispatchEvent(new Event("richtext:set"));
}

// The copy's versions come back with it: what others have saved since then is merged or shown, never written over.
function bringBack(form, fields) {
  for (const [name, [total]] of Object.entries(fields)) {
    if (!name.endsWith("-TOTAL_FORMS")) continue;
    const add = document.querySelector(`#${CSS.escape(name.replace("-TOTAL_FORMS", "-group"))} .add-row a`);
    const count = form.elements[name];
    while (add && count && Number(count.value) < Number(total)) {
      const before = count.value;
      add.click();
      if (count.value === before) break;
    }
  }
  for (const field of form.elements) {
    if (isKept(field) && field.name in fields) put(field, fields[field.name]);
  }
}

function watch(form) {
  const strategy = new URLSearchParams(location.search).get("strategy");
  const key = own + location.pathname + (strategy ? `?strategy=${strategy}` : "");
  const atFirst = words(written(form));
  const wasRefused = Boolean(document.querySelector(".errornote"));
  const isUnsaved = () => wasRefused || words(written(form)) !== atFirst;
  let offered = null;
  let timer = 0;
  let leaving = false;

  const keep = () => {
    clearTimeout(timer);
    if (offered || signedOut) return; // the older copy stays until somebody has chosen
    if (isUnsaved()) attempt(() => localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: written(form) })));
    else forget(key);
  };
  const soon = () => {
    signedOut = false;
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  };

  // A page that was refused holds what was written; its copy is made anew.
  const copy = wasRefused ? null : read(key);
  if (wasRefused) keep();
  if (copy && words(copy.fields) !== atFirst) {
    offered = document.getElementById("draft-offer").content.firstElementChild.cloneNode(true);
    offered.querySelector("time").textContent = new Date(copy.at).toLocaleString(document.documentElement.lang);
    offered.addEventListener("click", ({ target }) => {
      if (!target.dataset.draft) return;
      offered.remove();
      offered = null;
      if (target.dataset.draft === "back") bringBack(form, copy.fields);
      else forget(key);
      keep();
    });
    form.prepend(offered);
  }

  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  document.addEventListener("formset:added", soon);
  document.addEventListener("formset:removed", soon);
  form.addEventListener("submit", () => {
    keep();
    leaving = true;
    attempt(() => sessionStorage.setItem(SENT, key));
  });
  addEventListener("pageshow", () => (leaving = false));
  addEventListener("pagehide", () => leaving || keep());
  addEventListener("beforeunload", (event) => {
    if (!leaving && isUnsaved()) event.preventDefault();
  });
}

// Other scripts fill in what they add on loading; from then on it is the writer who changes something.
addEventListener("load", () => {
  const form = document.querySelector("body.change-form #content-main > form");
  if (form && document.getElementById("draft-offer") && form.querySelector(".submit-row [type=submit]")) watch(form);
});
