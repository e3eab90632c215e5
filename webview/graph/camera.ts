// Which part of the graph is seen and how large; pure.

export interface Camera {
  /** Pixels the graph's origin lies right of and below the view's corner. */
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}
interface Size {
  readonly width: number;
  readonly height: number;
}

const zoomLimits = { least: 0.25, most: 2 } as const;

/** The whole graph in the middle, never larger than it is. */
export function fitCamera(graph: Size, view: Size): Camera {
  if (graph.width === 0 || graph.height === 0 || view.width === 0) return { x: 0, y: 0, zoom: 1 };
  const zoom = clamp(Math.min(view.width / graph.width, view.height / graph.height, 1));
  return {
    zoom,
    x: Math.max(0, (view.width - graph.width * zoom) / 2),
    y: Math.max(0, (view.height - graph.height * zoom) / 2),
  };
}

/** Below this the words on stages cannot be read. */
const readable = 0.65;

/** The first look: the whole graph where its words stay readable, else its beginning; never larger than it is. */
export function firstLook(graph: Size, view: Size): Camera {
  const whole = fitCamera(graph, view);
  if (whole.zoom >= readable || view.width === 0) return whole;
  return { zoom: readable, x: 0, y: Math.max(0, (view.height - graph.height * readable) / 2) };
}

/** `at`: the point of the view that stays where it is. */
export function zoomBy(camera: Camera, factor: number, at: { readonly x: number; readonly y: number }): Camera {
  const zoom = clamp(camera.zoom * factor);
  const scale = zoom / camera.zoom;
  return { zoom, x: at.x - (at.x - camera.x) * scale, y: at.y - (at.y - camera.y) * scale };
}

export const panBy = (camera: Camera, x: number, y: number): Camera => ({
  ...camera,
  x: camera.x + x,
  y: camera.y + y,
});

/** Moves just enough that a box of the graph is in view, with some air around it. */
export function reveal(camera: Camera, box: Size & { readonly x: number; readonly y: number }, view: Size): Camera {
  const air = 16;
  const shift = (start: number, size: number, room: number): number => {
    if (start < air) return air - start;
    return start + size > room - air ? Math.max(air - start, room - air - start - size) : 0;
  };
  const { zoom } = camera;
  return panBy(
    camera,
    shift(camera.x + box.x * zoom, box.width * zoom, view.width),
    shift(camera.y + box.y * zoom, box.height * zoom, view.height),
  );
}

const clamp = (zoom: number): number => Math.max(zoomLimits.least, Math.min(zoomLimits.most, zoom));
