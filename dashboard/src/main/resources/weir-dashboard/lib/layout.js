// Where the vertices of the graph stand: dagre's layered layout (Gansner and others, 1993).
import "../webjars/dagre/dist/dagre.min.js";

const { dagre } = globalThis;
const TIP = 8;

/**
 * @param boxes [{id, width, height}]
 * @param edges [{source, target}]
 * @param direction "LR" or "TB"
 * @returns {{places: Map, lines: Map, width: number, height: number}} the upper left corner of each box and
 *     the points of each edge, by the index it has
 */
export function layout(boxes, edges, direction) {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: direction, nodesep: direction === "LR" ? 28 : 14, ranksep: direction === "LR" ? 84 : 56, marginx: 4, marginy: 8 });
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height });
  edges.forEach(({ source, target }, i) => {
    if (graph.hasNode(source) && graph.hasNode(target)) graph.setEdge(source, target, {}, String(i));
  });
  dagre.layout(graph);
  const places = new Map(boxes.map(({ id, width, height }) => {
    const { x, y } = graph.node(id);
    return [id, { x: x - width / 2, y: y - height / 2 }];
  }));
  const lines = new Map(graph.edges().map((edge) =>
    [Number(edge.name), between(graph.node(edge.v), graph.node(edge.w), graph.edge(edge).points, direction)]));
  const { width = 0, height = 0 } = graph.graph();
  return { places, lines, width: Math.max(0, width), height: Math.max(0, height) };
}

/** From side to side; an edge over several layers also goes by the points that keep it clear of what stands between. */
function between(source, target, points, direction) {
  const [from, to] = direction === "LR"
    ? [{ x: source.x + source.width / 2, y: source.y }, { x: target.x - target.width / 2 - TIP, y: target.y }]
    : [{ x: source.x, y: source.y + source.height / 2 }, { x: target.x, y: target.y - target.height / 2 - TIP }];
  return points.length > 3 ? [from, ...points.slice(1, -1), to] : [from, to];
}

/** A line through the points that leaves and arrives straight. */
export function smooth(points, direction) {
  let path = `M${at(points[0])}`;
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1], points[i]];
    const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
    path += direction === "LR" ? `C${at({ x, y: a.y })} ${at({ x, y: b.y })} ${at(b)}` : `C${at({ x: a.x, y })} ${at({ x: b.x, y })} ${at(b)}`;
  }
  return path;
}

const at = ({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`;
