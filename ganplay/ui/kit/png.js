// A word in a PNG file that says where the picture is from, as IPTC asks for. Nothing here draws.

const HEAD = 33; // bytes of the signature and the first chunk
const KEY = "XML:com.adobe.xmp";
const POLYNOMIAL = 0xedb88320;

const CRCS = Uint32Array.from({ length: 256 }, (_, i) => {
  let value = i;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? POLYNOMIAL ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

/** @param {Uint8Array} bytes @returns {number} their CRC-32, as PNG has it */
export function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRCS[(crc ^ byte) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/**
 * A PNG with an XMP packet behind its first chunk.
 * @param {Uint8Array} png
 * @param {string} packet
 * @returns {Uint8Array}
 */
export function marked(png, packet) {
  const text = new TextEncoder();
  const words = text.encode(packet);
  const kind = text.encode("iTXt");
  const data = Uint8Array.of(...kind, ...text.encode(KEY), 0, 0, 0, 0, 0, ...words); // not compressed, in no language
  const out = new Uint8Array(png.length + data.length + 8);
  const view = new DataView(out.buffer);
  out.set(png.subarray(0, HEAD));
  view.setUint32(HEAD, data.length - kind.length);
  out.set(data, HEAD + 4);
  view.setUint32(HEAD + 4 + data.length, crc32(data));
  out.set(png.subarray(HEAD), HEAD + 8 + data.length);
  return out;
}
