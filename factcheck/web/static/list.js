// j and k walk through the rows of a list, Enter opens one, x ticks it.
const list = document.querySelector("[data-list]");
const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
let current = null;

export const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

export function choose(row, { focus = true } = {}) {
  current?.classList.remove("current");
  current = row;
  if (!row) return;
  row.classList.add("current");
  row.scrollIntoView({ block: "nearest" });
  if (focus) (row.querySelector("a[href], button") ?? row).focus({ preventScroll: true });
  row.dispatchEvent(new CustomEvent("chosen", { bubbles: true }));
}

function step(by) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(current);
  choose(all[Math.min(Math.max(at < 0 ? 0 : at + by, 0), all.length - 1)]);
}

document.addEventListener("keydown", (event) => {
  if (!list || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "x" && current) current.querySelector("input[type=checkbox]")?.click();
  else return;
  event.preventDefault();
});
document.documentElement.classList.add("ready");
document.documentElement.dataset.ready = "list";
