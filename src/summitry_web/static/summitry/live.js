// What the server tells while a page is open. Without it every page works as well; it is then as old as when it was opened.
"use strict";

for (const place of document.querySelectorAll("[data-run-events]")) {
  const source = new EventSource(place.dataset.runEvents);
  source.onmessage = (event) => {
    const told = JSON.parse(event.data);
    place.textContent = told.text;
    if (!told.isOpen) {
      source.close();
      location.reload();
    }
  };
}

for (const place of document.querySelectorAll("[data-revision-events]")) {
  const source = new EventSource(place.dataset.revisionEvents);
  source.onmessage = (event) => {
    place.hidden = JSON.parse(event.data).revision <= Number(place.dataset.seen);
  };
  addEventListener("pagehide", () => source.close());
}
