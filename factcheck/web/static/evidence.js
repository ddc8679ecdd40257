// While an address is typed, the page says whether it is a source already.
const field = document.getElementById("ev-url");
const hint = document.getElementById("ev-known");
const PAUSE = 400;
let waiting = null;
let asked = "";

async function look() {
  const url = field.value.trim();
  if (url === asked) return;
  asked = url;
  if (!url) return hint.replaceChildren();
  const answer = await fetch(`${hint.dataset.known}?${new URLSearchParams({ url })}`).catch(() => null);
  if (!answer?.ok || answer.redirected || url !== asked) return undefined;
  const part = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  return hint.replaceChildren(...part.childNodes);
}

if (field && hint) {
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });
  field.addEventListener("change", look);
}
