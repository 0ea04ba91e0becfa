/* Cells of our own grids. */
var dagcomponentfuncs = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
const LEVELS = ["#eaf1f8", "#cfe0ef", "#a9c8e2", "#7fadd3", "#5b95c4"];
const write = (score) => (score === null || score === undefined ? "–" : score.toFixed(1));
const markIn = function (cell) {
  const field = cell.colDef.field, kind = cell.data[field + "_mark"];
  return kind ? React.createElement("span", { className: "mark mark-" + kind }, cell.data[field + "_said"]) : null;
};
dagcomponentfuncs.ScoreBar = function (cell) {
  const make = React.createElement, mark = markIn(cell);
  if (mark) { return mark; }
  const width = { width: Math.max(0, Math.min(100, cell.value || 0)) + "%" };
  return make("div", { className: "score-bar" }, make("span", null, write(cell.value)), make("div", { className: "score-track" }, make("i", { style: width })));
};
dagcomponentfuncs.HeatCell = function (cell) {
  const mark = markIn(cell);
  if (mark) { return mark; }
  const none = cell.value === null || cell.value === undefined;
  const level = Math.max(0, Math.min(4, Math.floor((cell.value || 0) / 20)));
  return React.createElement("span", { className: "heat", style: { background: none ? "transparent" : LEVELS[level] } }, write(cell.value));
};
dagcomponentfuncs.UnitLink = function (cell) {
  return cell.data.link ? React.createElement("a", { href: cell.data.link }, cell.value) : cell.value;
};
dagcomponentfuncs.RankShift = function (cell) {
  const shift = cell.value;
  if (shift === null || shift === undefined) { return "–"; }
  return React.createElement("span", { className: shift > 0 ? "up" : shift < 0 ? "down" : "" }, shift > 0 ? "▲ " + shift : shift < 0 ? "▼ " + -shift : "0");
};
