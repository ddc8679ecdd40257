// The article page: text and list point at each other, kinds can be hidden, selections become claims.
import { choose, rows } from "./list.js";
import "./selection.js";
import "./forms.js";

const reading = document.querySelector(".reading");
const segments = [...reading.querySelectorAll("[data-claims]")];
const ids = (segment) => segment.dataset.claims.split(" ");

// A text can hold thousands of segments: each claim knows its own, and one listener serves them all.
const places = new Map();
for (const segment of segments) {
  for (const claim of ids(segment)) {
    if (!places.has(claim)) places.set(claim, []);
    places.get(claim).push(segment);
  }
}

function light(claim, on) {
  document.getElementById(`claim-${claim}`)?.classList.toggle("lit", on);
  for (const segment of places.get(claim) ?? []) segment.classList.toggle("lit", on);
}

let under = null;
const claimAt = (target) => {
  const segment = target.closest?.("[data-claims]");
  return segment ? ids(segment).at(-1) : target.closest?.("[data-claim]")?.dataset.claim;
};
reading.addEventListener("mouseover", (event) => {
  const claim = claimAt(event.target) ?? null;
  if (claim === under) return;
  if (under) light(under, false);
  if (claim) light(claim, true);
  under = claim;
});
reading.addEventListener("mouseleave", () => {
  if (under) light(under, false);
  under = null;
});
reading.addEventListener("click", (event) => {
  const segment = event.target.closest("[data-claims]");
  if (!segment || event.ctrlKey || event.metaKey || event.shiftKey || !document.getSelection().isCollapsed) return;
  event.preventDefault();
  choose(document.getElementById(`claim-${ids(segment).at(-1)}`));
});
let shown = null;
document.addEventListener("chosen", (event) => {
  if (shown) light(shown, false);
  shown = event.target.dataset.claim;
  if (!shown) return;
  light(shown, true);
  const wide = matchMedia("(min-width: 62rem)").matches;
  if (wide) places.get(shown)?.[0].scrollIntoView({ block: "nearest" });
});
for (const box of reading.querySelectorAll("[data-kind]")) {
  box.addEventListener("change", () => reading.classList.toggle(`hide-${box.dataset.kind}`, !box.checked));
}
reading.querySelector("[data-flags]").addEventListener("change", (event) => {
  for (const segment of reading.querySelectorAll(".flagged")) segment.classList.toggle("shown", event.target.checked);
});
document.documentElement.dataset.ready = "article";
// All claims that are shown: kinds that are hidden are left alone.
const all = reading.querySelector("[data-choose-all]");
if (all) {
  all.closest("label").hidden = false;
  all.addEventListener("change", () => {
    for (const row of rows()) row.querySelector("input[type=checkbox]").checked = all.checked;
  });
}
