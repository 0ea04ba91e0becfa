/* Cells of our own grids. */
var dagcomponentfuncs = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
const LEVELS = ["#eaf1f8", "#cfe0ef", "#a9c8e2", "#7fadd3", "#5b95c4"];
const write = (score) => (score === null || score === undefined ? "–" : score.toFixed(1));
dagcomponentfuncs.ScoreBar = function (cell) {
  const make = React.createElement;
  const width = { width: Math.max(0, Math.min(100, cell.value || 0)) + "%" };
  return make("div", { className: "score-bar" }, make("span", null, write(cell.value)), make("div", { className: "score-track" }, make("i", { style: width })));
};
dagcomponentfuncs.HeatCell = function (cell) {
  const none = cell.value === null || cell.value === undefined;
  const level = Math.max(0, Math.min(4, Math.floor((cell.value || 0) / 20)));
  return React.createElement("span", { className: "heat", style: { background: none ? "transparent" : LEVELS[level] } }, write(cell.value));
};
dagcomponentfuncs.UnitLink = function (cell) {
  return cell.data.link ? React.createElement("a", { href: cell.data.link }, cell.value) : cell.value;
};
