/* The list of conversations: folded away until wanted; searched, renamed and deleted from. */
window.reportQAList = (() => {
  "use strict";

  const root = document.documentElement, page = window.reportQA, OPEN = "rq-list";
  const overlaid = matchMedia("(min-width: 861px) and (max-width: 1180px)"); // it lies over the chat, see style.css
  const words = () => document.querySelector("#rq-search")?.value ?? "";
  let send = () => {}, timer = 0, wanted = false;

  function start(element, props, watch, trigger) {
    send = trigger;
    const host = element.querySelector(".rq-drawn");
    watch("value", () => show(host, props.value ?? ""));
    let open = false;
    try { open = localStorage.getItem(OPEN) === "open"; } catch { /* stays folded */ }
    fold(open);
  }

  function show(host, html) {
    const made = document.createElement("template");
    made.innerHTML = html;
    const shelf = made.content.firstElementChild, gone = shelf?.dataset.deleted;
    if (!shelf || (host.firstElementChild && shelf.dataset.search !== words())) return; // another one is on its way
    window.reportQADraw(host, html);
    mark();
    if (gone) {
      page.say("Deleted.");
      document.querySelector("#rq-search")?.focus();
      if (gone === window.reportQAAddress.current()) page.newChat({ stay: true });
    }
  }

  function mark() {
    const current = window.reportQAAddress.current();
    for (const entry of document.querySelectorAll("[data-resume]")) {
      if (current && entry.dataset.resume === current) entry.setAttribute("aria-current", "true");
      else entry.removeAttribute("aria-current");
    }
  }

  function refresh(more = {}) { send({ search: words(), ...more }); }

  function fold(open) {
    root.dataset.rqList = open ? "open" : "folded";
    document.querySelector(".rq-fold-list")?.setAttribute("aria-expanded", String(open));
    try { localStorage.setItem(OPEN, open ? "open" : "folded"); } catch { /* forgotten, then */ }
    if (open) refresh();
  }

  const seen = () => (page.narrow.matches ? root.dataset.rqPane === "shelf" : root.dataset.rqList === "open");

  function part(tag, text, name, type) {
    const made = document.createElement(tag);
    made.textContent = text;
    made.className = name;
    if (type) made.type = type;
    return made;
  }

  /* One small form in the place of the menu: for another title, or to ask once before deleting. */
  function inPlace(button, fields, label, done) {
    const menu = button.closest(".rq-kept-menu"), form = part("form", "", "rq-kept-form");
    const cancel = part("button", "Cancel", "rq-quiet", "button");
    const leave = () => { form.remove(); menu.hidden = false; };
    form.append(...fields, cancel, part("button", label, "rq-primary", "submit"));
    cancel.addEventListener("click", () => { leave(); button.focus(); });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.stopPropagation(); leave(); button.focus(); }
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (done() === false) return;
      const details = menu.closest("details");
      leave();
      details.open = false;
      details.querySelector("summary").focus();
    });
    menu.hidden = true;
    menu.after(form);
    (fields.find((field) => field.matches("input")) ?? cancel).focus();
  }

  function rename(button) {
    const field = part("input", "", "rq-field");
    field.value = button.dataset.title;
    field.maxLength = 200;
    field.setAttribute("aria-label", "New title");
    inPlace(button, [field], "Rename", () => {
      if (!field.value.trim()) return false;
      refresh({ do: "rename", conversation: button.dataset.rename, title: field.value });
    });
    field.select();
  }

  function remove(button) {
    inPlace(button, [part("p", "Delete it for good?", "rq-sure")], "Delete", () => {
      refresh({ do: "delete", conversation: button.dataset.delete });
    });
  }

  document.addEventListener("click", (event) => {
    const at = (selector) => event.target.closest?.(selector);
    if (at(".rq-fold-list")) return fold(root.dataset.rqList !== "open");
    const opened = at("[data-resume]"), renamed = at("[data-rename]"), deleted = at("[data-delete]");
    if (renamed) return rename(renamed);
    if (deleted) return remove(deleted);
    if (!opened) return;
    if (page.busy()) return page.say("Wait for the answer, or stop it first.");
    page.send.resume({ conversation: opened.dataset.resume });
    page.showPane("chat");
    if (overlaid.matches) fold(false);
  });

  document.addEventListener("input", (event) => {
    if (event.target.id !== "rq-search") return;
    clearTimeout(timer);
    timer = setTimeout(refresh, 250);
  });

  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest?.(".rq-more-menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
    else if (event.key === "Escape" && overlaid.matches && event.target.closest?.("#rq-shelf")) {
      fold(false);
      document.querySelector(".rq-fold-list").focus();
    }
  });

  document.addEventListener("rq-pane", (event) => { if (event.detail === "shelf") refresh(); });
  document.addEventListener("rq-chat", (event) => {
    mark();
    if (event.detail.running) wanted = true;
    else if (wanted) { wanted = false; if (seen()) refresh(); }
  });

  return start;
})();
