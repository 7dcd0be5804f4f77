// SPDX-FileCopyrightText: 2026 De makers van Bijgepraat
// SPDX-License-Identifier: EUPL-1.2
// Saves the desk's form by itself while somebody writes. Without this script everything works with the buttons.
"use strict";
(() => {
  const form = document.querySelector("form[data-autosave]");
  const told = document.getElementById("melding");
  if (!form || !told || !window.fetch) return;
  const WAIT = 3000;
  let timer = 0;
  let changed = false;
  let busy = false;

  const tell = (words) => {
    told.textContent = "";
    const line = document.createElement("p");
    line.className = "done";
    line.textContent = words;
    told.append(line);
  };

  const save = async () => {
    if (!changed || busy) return;
    busy = true;
    changed = false;
    const body = new URLSearchParams(new FormData(form));
    for (const name of [...body.keys()]) {
      // A new sentence or quote is added by pressing a button, never halfway through typing it.
      if (/^(nieuw|citaat)/.test(name)) body.delete(name);
    }
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { accept: "application/json" } });
      const outcome = await answer.json();
      if (!answer.ok) throw new Error(outcome.fout || "de server gaf een fout");
      form.elements.versie.value = outcome.versie;
      tell(outcome.botsingen ? "Bewaard. Een ander wijzigde dezelfde woorden: laad de pagina opnieuw en kies." : "Vanzelf bewaard.");
    } catch (error) {
      changed = true;
      tell("Niet vanzelf bewaard: " + error.message + ". Druk op Bewaar.");
    } finally {
      busy = false;
    }
  };

  form.addEventListener("input", () => {
    changed = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(save, WAIT);
  });
  form.addEventListener("submit", () => { changed = false; window.clearTimeout(timer); });
  form.addEventListener("keydown", (event) => {
    if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector(".first-button"));
    }
  });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
})();
