// Selected words of a passage become offsets in a form. Offsets count code points, as the server does,
// while the browser counts UTF-16 units: every segment of the passage carries the offset it begins at.
const codePoints = (text) => [...text].length;

function offsetAt(node, offset) {
  const segment = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("[data-start]");
  if (!segment) return null;
  const inside = node.nodeType === Node.TEXT_NODE ? offset : offset ? segment.textContent.length : 0;
  return Number(segment.dataset.start) + codePoints(segment.textContent.slice(0, inside));
}

function ends(range, passage) {
  // A selection may begin or end between segments: then the nearest segment inside it counts.
  const inside = [...passage.querySelectorAll("[data-start]")].filter((segment) => range.intersectsNode(segment));
  if (!inside.length) return null;
  const last = inside.at(-1);
  const start = offsetAt(range.startContainer, range.startOffset) ?? Number(inside[0].dataset.start);
  const end = offsetAt(range.endContainer, range.endOffset) ?? Number(last.dataset.start) + codePoints(last.textContent);
  return start < end ? { start, end } : null;
}

export function watch(passage) {
  const form = document.getElementById(passage.dataset.form);
  if (!form) return;
  const shown = form.querySelector("[data-chosen]");
  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return;
    const range = selection.getRangeAt(0);
    if (!passage.contains(range.commonAncestorContainer)) return;
    const found = ends(range, passage);
    if (!found) return;
    form.elements.start.value = found.start;
    form.elements.end.value = found.end;
    const cut = document.querySelector("[data-cut]");
    if (cut) cut.value = found.start;
    form.classList.add("armed");
    shown.textContent = selection.toString().trim();
    shown.hidden = false;
  });
}

document.querySelectorAll("[data-selectable]").forEach(watch);
