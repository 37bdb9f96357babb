// Makes an editor of each box of rich text in the admin. Without it the box holds HTML, which the server cleans
// either way. The tools, the dialog and all words come from templates/admin/richtext_tools.html.

const tools = document.getElementById("richtext-tools");
const linkDialog = document.getElementById("richtext-link");
const asHtml = document.getElementById("richtext-as-html");

// What the server keeps (strategies/richtext.py) decides what the editor can make.
function extensions(tiptap) {
  const language = tiptap.Mark.create({
    name: "language",
    parseHTML: () => [{ tag: "span[lang]" }],
    renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes, 0],
    addAttributes: () => ({ lang: { default: null } }),
  });
  const lang = tiptap.Extension.create({
    name: "lang",
    addGlobalAttributes: () => [
      {
        types: ["paragraph", "bulletList", "orderedList", "listItem", "blockquote", "table", "tableCell", "tableHeader"],
        attributes: { lang: { default: null } },
      },
    ],
  });
  return [
    tiptap.Document,
    tiptap.Paragraph,
    tiptap.Text,
    tiptap.HardBreak,
    tiptap.Bold,
    tiptap.Italic,
    tiptap.Subscript,
    tiptap.Superscript.extend({ priority: 1001 }), // outside links
    tiptap.BulletList,
    tiptap.OrderedList.extend({ addNodeView: null }), // its own view would write lang="null"
    tiptap.ListItem,
    tiptap.Blockquote,
    tiptap.Link.configure({ autolink: false, openOnClick: false }),
    tiptap.Table,
    tiptap.TableRow,
    tiptap.TableHeader,
    tiptap.TableCell,
    tiptap.History,
    tiptap.Gapcursor,
    language,
    lang,
  ];
}

const commands = {
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  bulletList: (chain) => chain.toggleBulletList(),
  orderedList: (chain) => chain.toggleOrderedList(),
  blockquote: (chain) => chain.toggleBlockquote(),
  table: (chain) => chain.insertTable({ rows: 3, cols: 2, withHeaderRow: true }),
  addRow: (chain) => chain.addRowAfter(),
  deleteRow: (chain) => chain.deleteRow(),
  addColumn: (chain) => chain.addColumnAfter(),
  deleteColumn: (chain) => chain.deleteColumn(),
  deleteTable: (chain) => chain.deleteTable(),
  undo: (chain) => chain.undo(),
  redo: (chain) => chain.redo(),
};
const states = ["bold", "italic", "bulletList", "orderedList", "blockquote", "link"];

// Give the HTML as the server would keep it: without the editor's own paragraphs, columns and attributes.
function plain(html, unwrapped = "li, td, th") {
  const page = new DOMParser().parseFromString(html, "text/html");
  page.querySelectorAll("colgroup").forEach((columns) => columns.remove());
  for (const element of page.body.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      const one = value === "1" && ["colspan", "rowspan", "start"].includes(name);
      if (one || !["href", "lang", "start", "colspan", "rowspan", "scope"].includes(name)) element.removeAttribute(name);
    }
  }
  for (const holder of page.body.querySelectorAll(unwrapped)) {
    const paragraphs = [...holder.children].filter((child) => child.tagName === "P" && !child.attributes.length);
    const rest = [...holder.children].filter((child) => !["P", "UL", "OL"].includes(child.tagName));
    const loose = [...holder.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    if (paragraphs.length === 1 && !rest.length && !loose) paragraphs[0].replaceWith(...paragraphs[0].childNodes);
  }
  return page.body;
}

// Give the words of a text, each run with the elements around it. Which of two marks stands outside the other, and
// the white space between blocks, make no difference to a reader.
const MARKS = "A, EM, STRONG, SPAN, SUB, SUP";
function reading(html) {
  const page = plain(html, "li, td, th, blockquote");
  const runs = [];
  const opening = (element) => element.cloneNode(false).outerHTML;
  const walk = (node, blocks, marks) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const words = node.data.replace(/\s+/g, " ");
      const around = [...blocks, ...[...marks].sort()].join("");
      const last = runs.at(-1);
      if (last?.around === around) last.words += words;
      else if (words.trim() || marks.length || node.previousSibling?.matches?.(MARKS)) runs.push({ around, words });
    } else if (node.matches(MARKS)) {
      node.childNodes.forEach((child) => walk(child, blocks, [...marks, opening(node)]));
    } else {
      runs.push({ around: [...blocks, opening(node)].join(""), words: "" });
      node.childNodes.forEach((child) => walk(child, [...blocks, opening(node)], marks));
    }
  };
  page.childNodes.forEach((child) => child.nodeType === Node.TEXT_NODE || walk(child, [], []));
  return JSON.stringify(runs.map(({ around, words }) => [around, words.trim()]));
}

function askForLink(editor) {
  const dialog = linkDialog.content.firstElementChild.cloneNode(true);
  const address = dialog.querySelector("input");
  address.value = editor.getAttributes("link").href || "";
  dialog.addEventListener("close", () => {
    dialog.remove();
    const chain = editor.chain().focus().extendMarkRange("link");
    if (dialog.returnValue !== "save") editor.commands.focus();
    else if (!address.value) chain.unsetLink().run();
    else if (editor.state.selection.empty && !editor.isActive("link")) {
      const mark = { type: "link", attrs: { href: address.value } };
      chain.insertContent({ type: "text", text: address.value, marks: [mark] }).run();
    } else chain.setLink({ href: address.value }).run();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function toolbar(editor) {
  const bar = tools.content.firstElementChild.cloneNode(true);
  const buttons = [...bar.querySelectorAll("button")];
  const tableTools = bar.querySelector(".richtext-table-tools");
  bar.addEventListener("click", (event) => {
    const command = event.target.dataset.command;
    if (command === "link") askForLink(editor);
    else if (command) {
      editor.view.focus(); // at once: the next key is meant for the text
      commands[command](editor.chain()).run();
    }
  });
  // One stop for the tab key; the arrows walk among the tools (WAI-ARIA, the toolbar pattern).
  const stopAt = (stop) => buttons.forEach((button) => (button.tabIndex = button === stop ? 0 : -1));
  stopAt(buttons[0]);
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const shown = buttons.filter((button) => button.offsetParent);
    const next = shown[(shown.indexOf(document.activeElement) + step + shown.length) % shown.length];
    stopAt(next);
    next.focus();
    event.preventDefault();
  });
  const show = () => {
    for (const button of buttons) {
      const { command } = button.dataset;
      if (states.includes(command)) button.setAttribute("aria-pressed", editor.isActive(command));
    }
    tableTools.hidden = !editor.isActive("table");
    if (tableTools.contains(buttons.find((button) => button.tabIndex === 0)) && tableTools.hidden) stopAt(buttons[0]);
  };
  editor.on("transaction", show);
  show();
  return bar;
}

async function edit(textarea) {
  const tiptap = await import(tools.dataset.editor);
  const label = document.querySelector(`label[for="${textarea.id}"]`);
  const frame = document.createElement("div");
  frame.className = "richtext-frame";
  const attributes = { role: "textbox", "aria-multiline": "true", lang: textarea.lang, class: "richtext-text" };
  if (label) {
    label.id = `${textarea.id}_label`;
    attributes["aria-labelledby"] = label.id;
  }
  if (document.getElementById(`${textarea.id}_helptext`)) attributes["aria-describedby"] = `${textarea.id}_helptext`;
  const editor = new tiptap.Editor({
    element: frame,
    extensions: extensions(tiptap),
    content: textarea.value,
    injectCSS: false, // the page's policy lets nobody add styles; they are in static/css/admin.css
    editorProps: { attributes },
    onUpdate: ({ editor }) => {
      textarea.value = editor.isEmpty ? "" : plain(editor.getHTML()).innerHTML;
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  const editAsHtml = () => {
    editor.destroy();
    frame.remove();
    textarea.hidden = false;
    textarea.after(asHtml.content.cloneNode(true));
  };
  const cannotShow = () => textarea.value && reading(textarea.value) !== reading(editor.getHTML());
  if (cannotShow()) {
    editAsHtml();
    return;
  }
  frame.prepend(toolbar(editor));
  textarea.before(frame);
  textarea.hidden = true;
  // A script has put another text into the box (static/js/admin-drafts.js).
  textarea.addEventListener("richtext:set", () => {
    if (editor.isDestroyed) return;
    const text = textarea.value;
    editor.commands.setContent(text);
    textarea.value = text;
    if (cannotShow()) editAsHtml();
  });
  label?.addEventListener("click", (event) => {
    event.preventDefault();
    editor.commands.focus();
  });
}

// A page can hold a hundred boxes, most of them folded away: each becomes an editor when it comes into view.
if (tools) {
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        edit(target);
      }
    },
    { rootMargin: "200px" },
  );
  const watch = (part) => part.querySelectorAll("textarea.richtext").forEach((textarea) => seen.observe(textarea));
  watch(document);
  document.addEventListener("formset:added", (event) => watch(event.target));
}
