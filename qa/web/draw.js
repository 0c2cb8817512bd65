/* Drawing what the server wrote: elements that have not changed stay as they are, with their focus, their scroll
   position and whatever the reader has unfolded. Keyed elements (data-key) are the same while their key is; one whose
   revision (data-rev) is the same, or that is marked data-kept, is not touched at all. */
window.reportQADraw = (() => {
  "use strict";

  function draw(host, html) {
    const made = document.createElement("template");
    made.innerHTML = html;
    merge(host, made.content);
  }

  function merge(old, made) {
    const keyed = new Map(), spare = [];
    for (const node of old.childNodes) node.dataset?.key ? keyed.set(node.dataset.key, node) : spare.push(node);
    const next = [...made.childNodes].map((node) => {
      const key = node.dataset?.key;
      const match = key ? keyed.get(key) : spare[0]?.nodeName === node.nodeName ? spare.shift() : null;
      if (!match || (match.nodeName !== node.nodeName && !("kept" in node.dataset))) return node;
      update(match, node);
      return match;
    });
    const stays = new Set(next);
    for (const node of [...old.childNodes]) if (!stays.has(node)) node.remove();
    next.forEach((node, i) => { if (old.childNodes[i] !== node) old.insertBefore(node, old.childNodes[i] ?? null); });
  }

  function update(old, node) {
    if (node.nodeType !== Node.ELEMENT_NODE) { if (old.data !== node.data) old.data = node.data; return; }
    if ("kept" in node.dataset || (node.dataset.rev && node.dataset.rev === old.dataset.rev)) return;
    for (const { name } of [...old.attributes]) if (!node.hasAttribute(name) && name !== "open") old.removeAttribute(name);
    for (const { name, value } of node.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    merge(old, node);
    if (old.nodeName === "SELECT") old.value = old.querySelector("option[selected]")?.value ?? old.value;
  }

  return draw;
})();
