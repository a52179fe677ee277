// Files to give and to take.
import { make } from "./dom.js";

/** What is chosen from where a picture is to be brought: also those that browsers do not know and the server reads. */
export const PICTURES = [
  "image/*,.apng,.avif,.bmp,.gif,.ico,.j2k,.jfif,.jp2,.jpe,.jpeg,.jpg,.jpx,.mpo",
  ".pbm,.pgm,.png,.pnm,.ppm,.tga,.tif,.tiff,.webp",
].join();

/** @param {string} url @param {string} name of the file that the browser saves */
export function save(url, name) {
  make("a", { href: url, download: name }).click();
}

/** @param {Blob} blob @param {string} name */
export function saveBlob(blob, name) {
  const link = URL.createObjectURL(blob);
  save(link, name);
  setTimeout(() => URL.revokeObjectURL(link), 10000);
}

/** @param {string} content @param {string} name @param {string} kind its media type */
export const saveText = (content, name, kind) => saveBlob(new Blob([content], { type: kind }), name);

/** @param {Blob} blob @returns {Promise<string>} its bytes in base64, without the head of a data URL */
export async function base64(blob) {
  const url = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsDataURL(blob);
  });
  return url.slice(url.indexOf(",") + 1);
}
