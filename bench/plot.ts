/** Draws time and memory over the bytes read, both axes logarithmic: where the line is straight, cost grows linearly. */
import type { Scale } from "./scale.js";

const WIDTH = 640;
const HEIGHT = 400;
const LEFT = 60;
const RIGHT = 20;
const TOP = 40;
const BOTTOM = 50;

interface Series {
  readonly name: string;
  readonly colour: string;
  of(point: Scale): number;
}

const SERIES: readonly Series[] = [
  { name: "time, ms", colour: "#0b6bcb", of: ({ milliseconds }) => milliseconds },
  { name: "resident at most, MiB", colour: "#c2410c", of: ({ resident }) => resident / 2 ** 20 },
  { name: "in use afterwards, MiB", colour: "#2f7d32", of: ({ heap }) => heap / 2 ** 20 },
];

/** An SVG. */
export function plotScale(scale: readonly Scale[]): string {
  const across = axis(
    scale.map(({ bytes }) => bytes),
    LEFT,
    WIDTH - RIGHT,
  );
  const up = axis(
    SERIES.flatMap(({ of }) => scale.map(of)),
    HEIGHT - BOTTOM,
    TOP,
  );
  const lines = SERIES.map(({ name, colour, of }, index) => {
    const points = scale.map((point) => `${across.place(point.bytes)},${up.place(of(point))}`);
    const dots = points.map((point) => `<circle cx="${point.replace(",", '" cy="')}" r="3" fill="${colour}"/>`);
    const legend = text(LEFT + 10 + 190 * index, TOP - 18, "start", name, colour);
    return `<polyline points="${points.join(" ")}" fill="none" stroke="${colour}" stroke-width="2"/>${dots.join("")}${legend}`;
  });
  const grid = [
    ...across.ticks.map(
      (value) =>
        `<path d="M${across.place(value)} ${TOP}V${HEIGHT - BOTTOM}" stroke="#ddd"/>` +
        text(across.place(value), HEIGHT - BOTTOM + 18, "middle", bytesText(value)),
    ),
    ...up.ticks.map(
      (value) =>
        `<path d="M${LEFT} ${up.place(value)}H${WIDTH - RIGHT}" stroke="#ddd"/>` +
        text(LEFT - 8, up.place(value) + 4, "end", String(value)),
    ),
  ];
  const title = text(WIDTH / 2, HEIGHT - 10, "middle", "bytes of Execute bodies, one after the other");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    "<title>Time and memory against bytes, both axes logarithmic</title>",
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    ...grid,
    ...lines,
    title,
    "</svg>\n",
  ].join("\n");
}

/** Powers of ten that hold all values, and the place of each value between two ends. */
function axis(
  values: readonly number[],
  start: number,
  end: number,
): { readonly ticks: readonly number[]; place(value: number): number } {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.ceil(Math.log10(Math.max(...values)));
  return {
    ticks: Array.from({ length: high - low + 1 }, (_, index) => Number(`1e${low + index}`)),
    place: (value) => Math.round(start + ((Math.log10(value) - low) / (high - low)) * (end - start)),
  };
}

function text(x: number, y: number, anchor: string, content: string, colour = "#333"): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${colour}">${content}</text>`;
}

function bytesText(bytes: number): string {
  const power = Math.floor(Math.log10(bytes) / 3);
  return `${bytes / 1000 ** power} ${["B", "kB", "MB", "GB"][power]}`;
}
