/* A session that ran out leads to the door; the heading becomes the title; on a narrow screen the grid keeps what matters most; a page prints. */
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
    if (head && brand) {
      const title = head.textContent + " · " + brand.textContent;
      if (document.title !== title) { document.title = title; }
    }
  });
  document.addEventListener("click", function (click) {
    if (click.target.closest("button.print")) { window.print(); }
  });
  heads.observe(document.documentElement, { childList: true, subtree: true });
})();
