/* A session that ran out leads to the door; the heading becomes the title; on a narrow screen the grid keeps what matters most; a page prints; a table is taken as the address has it now. */
(function () {
  const ask = window.fetch.bind(window);
  window.fetch = async function (...told) {
    const answer = await ask(...told);
    if (answer.status === 401) {
      window.location.assign("/login?next=" + encodeURIComponent(window.location.pathname + window.location.search));
    }
    return answer;
  };
  const narrow = window.matchMedia("(max-width: 640px)");
  const fit = function () {
    const api = window.dash_ag_grid && window.dash_ag_grid.getApi;
    document.querySelectorAll(".ag-theme-own").forEach(function (grid) {
      const held = api && grid.id && grid.querySelector(".ag-root") ? api(grid.id) : null;
      const state = narrow.matches ? "narrow" : "wide";
      if (held && grid.dataset.width !== state) {
        grid.dataset.width = state;
        const wide = held.getColumns().filter((column) => (column.getColDef().context || {}).wide);
        held.setColumnsVisible(wide, !narrow.matches);
      }
    });
  };
  narrow.addEventListener("change", fit);
  const heads = new MutationObserver(function () {
    fit();
    const head = document.querySelector("main h1");
    const brand = document.querySelector("header .brand");
    document.querySelectorAll(".upload input[type=file]:not([aria-label])").forEach((field) => {
      field.setAttribute("aria-label", field.parentElement.textContent);
    });
    if (head && brand) {
      const title = head.textContent + " · " + brand.textContent;
      if (document.title !== title) { document.title = title; }
    }
  });
  document.addEventListener("click", function (click) {
    if (click.target.closest("button.print")) { window.print(); }
  });
  ["pointerdown", "focusin"].forEach(function (name) {
    document.addEventListener(name, function (near) {
      const take = near.target.closest ? near.target.closest("a.take[href^='/tables/']") : null;
      if (take) { take.search = window.location.search; }
    });
  });
  const weigh = function (happened) {
    const held = happened.target.closest && happened.target.closest("[data-most]");
    const files = happened.type === "drop" ? happened.dataTransfer && happened.dataTransfer.files : happened.target.files;
    if (!held || !files) { return; }
    const size = Array.from(files).reduce((sum, file) => sum + file.size, 0);
    const large = size > Number(held.dataset.most);
    held.querySelectorAll(".too-large").forEach((told) => { told.hidden = !large; });
    if (large) {
      happened.stopPropagation();
      happened.preventDefault();
      if (happened.type === "change") { happened.target.value = ""; }
    }
  };
  document.addEventListener("change", weigh, true);
  document.addEventListener("drop", weigh, true);
  heads.observe(document.documentElement, { childList: true, subtree: true });
})();
