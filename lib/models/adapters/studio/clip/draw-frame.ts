import type { Raster } from './raster';

/** Where the camera is and how the light falls at one moment. All of it comes back after one round. */
export type Moment = {
  /** 1 shows as much as fits; more is closer. */
  zoom: number;
  /** Of the room that the zoom leaves, from -1 to 1. */
  panX: number;
  panY: number;
  /** The middle of the light, in fractions of the frame, and how much brighter it makes things, in levels. */
  lightX: number;
  lightY: number;
  light: number;
};

const TURN = Math.PI * 2;

/** The moment at `round`, from 0 to 1: the end meets the beginning. `phase` makes clips differ. */
export function momentAt(round: number, phase: number): Moment {
  const wave = (speed: number, shift: number) => Math.sin(TURN * (round * speed + phase + shift));
  return {
    zoom: 1.09 + 0.05 * wave(1, 0),
    panX: 0.75 * wave(1, 0.25),
    panY: 0.45 * wave(1, 0.6),
    lightX: 0.5 + 0.42 * wave(1, 0.1),
    lightY: 0.36 + 0.16 * wave(1, 0.45),
    light: 26 + 8 * wave(2, 0.3),
  };
}

/**
 * Draws one frame of a picture seen so, between pixels where it must: a camera that moves slowly would tremble on whole
 * ones.
 */
export function drawFrame(picture: Raster, moment: Moment, frame: Raster): void {
  const { data, width, height } = picture;
  const scale = Math.min(width / frame.width, height / frame.height) / moment.zoom;
  const left = ((width - frame.width * scale) / 2) * (1 + moment.panX);
  const top = ((height - frame.height * scale) / 2) * (1 + moment.panY);
  const columns = placeLine(frame.width, scale, left, width);
  const rows = placeLine(frame.height, scale, top, height);
  const radius = 1 / (0.55 * frame.width);
  let out = 0;
  for (let y = 0; y < frame.height; y += 1) {
    const above = (rows.index[y] ?? 0) * width * 3;
    const below = above + width * 3;
    const downward = rows.part[y] ?? 0;
    const lightY = (y - moment.lightY * frame.height) * radius;
    for (let x = 0; x < frame.width; x += 1) {
      const at = (columns.index[x] ?? 0) * 3;
      const across = columns.part[x] ?? 0;
      const lightX = (x - moment.lightX * frame.width) * radius;
      const away = lightX * lightX + lightY * lightY;
      const glow = away < 1 ? moment.light * (1 - away) * (1 - away) : 0;
      for (let channel = 0; channel < 3; channel += 1) {
        const from = at + channel;
        const upper = mix(data[above + from], data[above + from + 3], across);
        const lower = mix(data[below + from], data[below + from + 3], across);
        const value = upper + (lower - upper) * downward + glow;
        frame.data[out] = Math.min(value, 255);
        out += 1;
      }
    }
  }
}

const mix = (from = 0, to = 0, part = 0) => from + (to - from) * part;

/** For each place of the frame: the pixel before it and how far it is on the way to the next. */
function placeLine(length: number, scale: number, start: number, limit: number) {
  const index = new Int32Array(length);
  const part = new Float32Array(length);
  for (let at = 0; at < length; at += 1) {
    const place = Math.min(limit - 1.001, Math.max(0, start + (at + 0.5) * scale - 0.5));
    index[at] = Math.floor(place);
    part[at] = place - Math.floor(place);
  }
  return { index, part };
}

/** Lays a drawing with transparency over the frame; both have the same size. */
export function layOver(frame: Raster, drawing: Raster): void {
  for (let at = 0, from = 0; at < frame.data.length; at += 3, from += 4) {
    const alpha = drawing.data[from + 3] ?? 0;
    if (alpha === 0) continue;
    for (let channel = 0; channel < 3; channel += 1) {
      const below = frame.data[at + channel] ?? 0;
      frame.data[at + channel] = below + (((drawing.data[from + channel] ?? 0) - below) * alpha) / 255;
    }
  }
}
