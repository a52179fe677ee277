// A scale of powers of ten, as sliders of rates and weights have it. Nothing here draws.

/** Places of a power of ten. */
export const GRAIN = 20;

/**
 * A value on a scale of powers of ten, as a person would write it.
 * @param {number} place
 * @returns {number} of two digits
 */
export const powerOf = (place) => Number((10 ** (place / GRAIN)).toPrecision(2));

/** @param {number} value @returns {number} its place on the scale */
export const placeOf = (value) => Math.round(Math.log10(value) * GRAIN);
