const MARGIN = 20;

/** Shows the whole drawing in the middle of what the palette leaves free, never enlarged; gives the scale. */
export function fitBeside(palette, canvas) {
  const { inner, outer } = canvas.viewbox();
  const left = roomOf(palette);
  const scale = Math.min(1, (outer.width - left - MARGIN) / inner.width, (outer.height - 2 * MARGIN) / inner.height);
  const free = (outer.width - left - MARGIN) / scale;
  canvas.viewbox({
    x: inner.x - left / scale - (free - inner.width) / 2,
    y: inner.y - (outer.height / scale - inner.height) / 2,
    width: outer.width / scale,
    height: outer.height / scale,
  });
  return scale;
}

/** Gives the pixels that the palette takes on the left; nothing where there is none. */
export function roomOf(palette) {
  return palette ? palette.offsetLeft + palette.offsetWidth + MARGIN : MARGIN;
}
