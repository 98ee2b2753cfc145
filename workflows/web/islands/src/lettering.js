/** Waits for the letters that a drawing is measured by; where a browser loads none, its own letters do. */
export async function lettering() {
  try {
    await document.fonts.load('400 12px "Noto Sans KR Variable"', '가');
  } catch {
    // web fonts are blocked here
  }
}
