// Mentions: after @ the people of the desk are offered by user name; arrows choose, Enter or Tab takes.
const people = [...document.querySelectorAll("#people-names [data-name]")].map((entry) => ({ name: entry.dataset.name, full: entry.textContent }));
const MOST = 6;

class Offer {
  constructor(area) {
    this.area = area;
    this.list = document.createElement("ul");
    this.list.className = "mentions";
    this.list.id = `${area.id}-mentions`;
    this.list.setAttribute("role", "listbox");
    this.list.hidden = true;
    area.after(this.list);
    area.setAttribute("aria-controls", this.list.id);
    area.setAttribute("aria-autocomplete", "list");
    area.addEventListener("input", () => this.look());
    area.addEventListener("keydown", (event) => this.key(event));
    area.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.close();
  }

  begun() {
    return /(?:^|[^\w@.])@([\w.-]*)$/.exec(this.area.value.slice(0, this.area.selectionStart));
  }

  look() {
    const begun = this.begun();
    const part = begun?.[1].toLowerCase();
    const found = begun ? people.filter(({ name, full }) => name.startsWith(part) || full.toLowerCase().split(" ").some((word) => word.startsWith(part))).slice(0, MOST) : [];
    this.list.replaceChildren(...found.map(({ name, full }, at) => {
      const entry = document.createElement("li");
      entry.id = `${this.list.id}-${at}`;
      entry.setAttribute("role", "option");
      entry.dataset.name = name;
      entry.textContent = `@${name} · ${full}`;
      entry.addEventListener("mousedown", (event) => { event.preventDefault(); this.take(name); });
      return entry;
    }));
    this.list.hidden = !found.length;
    this.choose(0);
  }

  choose(at) {
    const all = [...this.list.children];
    this.at = all.length ? (at + all.length) % all.length : -1;
    all.forEach((entry, n) => entry.setAttribute("aria-selected", String(n === this.at)));
    if (this.at < 0) this.area.removeAttribute("aria-activedescendant");
    else this.area.setAttribute("aria-activedescendant", all[this.at].id);
  }

  close() {
    this.list.hidden = true;
    this.list.replaceChildren();
    this.choose(-1);
  }

  take(name) {
    const from = this.area.selectionStart - this.begun()[1].length;
    this.area.setRangeText(`${name} `, from, this.area.selectionStart, "end");
    this.close();
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  key(event) {
    if (this.list.hidden) return;
    if (event.key === "ArrowDown") this.choose(this.at + 1);
    else if (event.key === "ArrowUp") this.choose(this.at - 1);
    else if (event.key === "Enter" || event.key === "Tab") this.take(this.list.children[this.at].dataset.name);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }
}

if (people.length) document.querySelectorAll("textarea[data-mentions]").forEach((area) => new Offer(area));
