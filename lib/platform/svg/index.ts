export { type DrawingLimits, rasteriseSvg, rasteriseSvgFile } from './rasterise-svg';
