// Layers from the sources on; within a layer, vertices stand near those they get their records from.

const GAP_X = 92;
const GAP_Y = 22;
const MARGIN = 4;

export function layout(vertices, edges, width, height) {
  const layers = [];
  const layerOf = new Map();
  const inputs = (id) => edges.filter((edge) => edge.target === id).map((edge) => edge.source);
  const depth = (id) => {
    if (!layerOf.has(id)) {
      layerOf.set(id, 0);
      layerOf.set(id, Math.max(-1, ...inputs(id).map(depth)) + 1);
    }
    return layerOf.get(id);
  };
  for (const { id } of vertices) (layers[depth(id)] ??= []).push(id);

  const row = new Map();
  for (const layer of layers) {
    const wish = (id) => mean(inputs(id).map((source) => row.get(source) ?? 0));
    layer.sort((a, b) => wish(a) - wish(b));
    layer.forEach((id, i) => row.set(id, i - (layer.length - 1) / 2));
  }
  const tallest = Math.max(1, ...layers.map((layer) => layer.length));
  const places = new Map(vertices.map(({ id }) => [id, {
    x: MARGIN + layerOf.get(id) * (width + GAP_X),
    y: MARGIN + (row.get(id) + (tallest - 1) / 2) * (height + GAP_Y),
  }]));
  return {
    places,
    width: 2 * MARGIN + layers.length * width + (layers.length - 1) * GAP_X,
    height: 2 * MARGIN + tallest * height + (tallest - 1) * GAP_Y,
  };
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
