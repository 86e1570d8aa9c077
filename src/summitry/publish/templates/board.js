(() => {
  "use strict";
  const root = document.documentElement;
  const body = document.body;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const days = all(".day");
  const tabs = all(".days a");
  const dialog = document.querySelector("dialog");
  const isPhone = matchMedia("(max-width: 640px)").matches;
  root.classList.replace("no-js", "js");

  const showDay = (idx) => {
    days.forEach((day, i) => day.classList.toggle("on", i === idx));
    tabs.forEach((tab, i) => (i === idx ? tab.setAttribute("aria-current", "date") : tab.removeAttribute("aria-current")));
  };
  const showView = (view) => {
    body.dataset.view = view;
    all("[data-view]", document.querySelector(".views")).forEach((b) => b.setAttribute("aria-pressed", b.dataset.view === view));
  };
  const open = (entry) => {
    dialog.querySelector(".time").textContent = entry.querySelector(".time").textContent;
    dialog.querySelector("h2").replaceChildren(entry.querySelector(".text b").cloneNode(true));
    dialog.querySelector(".body").replaceChildren(
      ...[...all(".badge", entry), entry.querySelector("dl")].map((part) => part.cloneNode(true)));
    dialog.showModal();
  };
  const find = (words) => {
    const wanted = words.toLowerCase().trim();
    all("[data-search]").forEach((part) => {
      part.hidden = wanted !== "" && !part.classList.contains("programme") && !part.dataset.search.includes(wanted)
        && !part.closest(".by-room");
    });
  };

  tabs.forEach((tab, idx) => tab.addEventListener("click", (event) => {
    event.preventDefault();
    showDay(idx);
    history.replaceState(null, "", tab.hash);
  }));
  all(".views button").forEach((button) => button.addEventListener("click", () => showView(button.dataset.view)));
  all(".block").forEach((block) => block.addEventListener("click", (event) => {
    event.preventDefault();
    open(document.getElementById(block.hash.slice(1)));
  }));
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  const search = document.querySelector(".find input");
  if (search) search.addEventListener("input", () => find(search.value));
  let scale = isPhone ? 1.9 : 1.5;
  all(".zoom button").forEach((button) => button.addEventListener("click", () => {
    scale = Math.min(8, Math.max(0.6, scale * (button.dataset.zoom === "1" ? 1.4 : 1 / 1.4)));
    root.style.setProperty("--px", `${scale}px`);
  }));

  const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  const day = target && target.closest(".day");
  showDay(Math.max(0, days.indexOf(day)));
  // a day is shown by its tab, so the page need not scroll to it
  if (day && target === day) window.addEventListener("load", () => requestAnimationFrame(() => window.scrollTo(0, 0)));
  showView(isPhone || body.dataset.reader || (target && target.classList.contains("entry")) ? "list" : "delegation");
})();
