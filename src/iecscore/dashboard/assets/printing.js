/* On paper a grid is a table of all its rows as they are filtered and sorted, and a chart is as wide as the sheet. */
(function () {
  const WIDTH = 680;
  const api = (id) => (window.dash_ag_grid && window.dash_ag_grid.getApi ? window.dash_ag_grid.getApi(id) : null);
  const cell = function (kind, text) {
    const made = document.createElement(kind);
    made.textContent = text;
    return made;
  };
  const tell = function (data, column) {
    const value = data[column.field];
    if (value === null || value === undefined) { return data[column.field + "_said"] || "–"; }
    return typeof value === "number" && /ScoreBar|HeatCell/.test(column.cellRenderer) ? value.toFixed(1) : String(value);
  };
  const lay = function (grid) {
    const held = grid.id && grid.querySelector(".ag-root") ? api(grid.id) : null;
    if (!held) { return; }
    const columns = held.getColumns().map((column) => column.getColDef()).filter((column) => column.headerName);
    const table = document.createElement("table"), head = document.createElement("thead"), body = document.createElement("tbody");
    head.append(document.createElement("tr"));
    columns.forEach((column) => head.firstChild.append(cell("th", column.headerName)));
    held.forEachNodeAfterFilterAndSort(function (node) {
      const row = document.createElement("tr");
      columns.forEach((column) => row.append(cell("td", tell(node.data, column))));
      body.append(row);
    });
    table.className = "printed";
    table.append(head, body);
    grid.after(table);
  };
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("table.printed").forEach((table) => table.remove());
    document.querySelectorAll(".ag-theme-own").forEach(lay);
    document.querySelectorAll(".js-plotly-plot").forEach((chart) => window.Plotly && window.Plotly.relayout(chart, { autosize: false, width: WIDTH }));
    document.querySelectorAll("details").forEach((part) => { part.open = true; });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll("table.printed").forEach((table) => table.remove());
    document.querySelectorAll(".js-plotly-plot").forEach((chart) => window.Plotly && window.Plotly.relayout(chart, { autosize: true, width: null }));
  });
})();
