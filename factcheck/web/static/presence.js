// Presence: signs of life while the page is looked at, and who else has the same claim open.
const EVERY = 20_000; // ms; the server counts somebody as gone after three signs that did not come
const box = document.querySelector("[data-presence]");
const { presence: address, token, version } = box.dataset;
const here = box.querySelector("[data-here]");

async function sign(leaving = false) {
  const body = new URLSearchParams({ csrf_token: token, ...(leaving ? { leaving: "1" } : {}) });
  try {
    const answer = await fetch(address, { method: "POST", body, redirect: "manual", keepalive: leaving });
    if (!answer.ok || leaving) return;
    const found = await answer.json();
    if (here.textContent !== found.here) here.textContent = found.here;
    here.hidden = !found.here;
    box.querySelector("[data-changed]").hidden = String(found.version) === version;
    box.dataset.signed = "";
  } catch {
    // The server is away: the next sign tries again.
  }
}

if (!document.hidden) sign();
setInterval(() => { if (!document.hidden) sign(); }, EVERY);
document.addEventListener("visibilitychange", () => { if (!document.hidden) sign(); });
addEventListener("pagehide", () => sign(true));
