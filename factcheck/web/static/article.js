// The article page: text and list point at each other, kinds can be hidden, selections become claims.
import { choose } from "./list.js";
import "./selection.js";
import "./forms.js";

const reading = document.querySelector(".reading");
const segments = [...reading.querySelectorAll("[data-claims]")];
const ids = (segment) => segment.dataset.claims.split(" ");

function light(claim, on) {
  document.getElementById(`claim-${claim}`)?.classList.toggle("lit", on);
  for (const segment of segments) if (ids(segment).includes(claim)) segment.classList.toggle("lit", on);
}

for (const segment of segments) {
  const inmost = ids(segment).at(-1);
  segment.addEventListener("mouseenter", () => light(inmost, true));
  segment.addEventListener("mouseleave", () => light(inmost, false));
  segment.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !document.getSelection().isCollapsed) return;
    event.preventDefault();
    choose(document.getElementById(`claim-${inmost}`));
  });
}
for (const entry of reading.querySelectorAll("[data-claim]")) {
  entry.addEventListener("mouseenter", () => light(entry.dataset.claim, true));
  entry.addEventListener("mouseleave", () => light(entry.dataset.claim, false));
}
let shown = null;
document.addEventListener("chosen", (event) => {
  if (shown) light(shown, false);
  shown = event.target.dataset.claim;
  if (!shown) return;
  light(shown, true);
  const wide = matchMedia("(min-width: 62rem)").matches;
  if (wide) segments.find((segment) => ids(segment).includes(shown))?.scrollIntoView({ block: "nearest" });
});
for (const box of reading.querySelectorAll("[data-kind]")) {
  box.addEventListener("change", () => reading.classList.toggle(`hide-${box.dataset.kind}`, !box.checked));
}
reading.querySelector("[data-flags]").addEventListener("change", (event) => {
  for (const segment of reading.querySelectorAll(".flagged")) segment.classList.toggle("shown", event.target.checked);
});
document.documentElement.dataset.ready = "article";
