/* The bubble of a chip: its quote, on hover and on focus, until the pointer or the focus leaves or Escape closes it. */
(() => {
  "use strict";

  let bubble = null, timer = 0;

  function part(tag, name) {
    const made = document.createElement(tag);
    made.className = name;
    return made;
  }

  function showBubble(chip) {
    clearTimeout(timer);
    if (!bubble) {
      bubble = part("div", "rq-bubble");
      bubble.id = "rq-bubble";
      bubble.setAttribute("role", "tooltip");
      bubble.append(part("q", "rq-quote"), part("p", "rq-from"));
      bubble.addEventListener("mouseenter", () => clearTimeout(timer));
      bubble.addEventListener("mouseleave", () => hideBubble(120));
      (document.querySelector(".gradio-container") ?? document.body).append(bubble);
    }
    bubble.children[0].textContent = chip.dataset.quote;
    bubble.children[1].textContent = chip.dataset.from;
    bubble.hidden = false;
    chip.setAttribute("aria-describedby", "rq-bubble");
    const box = chip.getBoundingClientRect(), width = bubble.offsetWidth, height = bubble.offsetHeight;
    const above = box.top - height - 8;
    bubble.style.left = `${Math.max(8, Math.min(box.left - 24, innerWidth - width - 8))}px`;
    bubble.style.top = `${above > 8 ? above : box.bottom + 8}px`;
  }

  function hideBubble(after = 0) {
    clearTimeout(timer);
    if (!bubble || bubble.hidden) return false;
    timer = setTimeout(() => {
      bubble.hidden = true;
      document.querySelectorAll("[aria-describedby=rq-bubble]").forEach((chip) => chip.removeAttribute("aria-describedby"));
    }, after);
    return true;
  }

  document.addEventListener("mouseover", (event) => {
    const chip = event.target.closest?.(".rq-chip");
    if (chip) { clearTimeout(timer); timer = setTimeout(() => showBubble(chip), 100); }
  });
  document.addEventListener("mouseout", (event) => { if (event.target.closest?.(".rq-chip")) { clearTimeout(timer); hideBubble(160); } });
  document.addEventListener("focusin", (event) => { if (event.target.matches?.(".rq-chip:focus-visible")) showBubble(event.target); });
  document.addEventListener("focusout", (event) => { if (event.target.matches?.(".rq-chip")) hideBubble(); });
  document.addEventListener("click", () => hideBubble());
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && hideBubble()) event.preventDefault(); });
  document.addEventListener("scroll", () => hideBubble(), { capture: true, passive: true });
})();
