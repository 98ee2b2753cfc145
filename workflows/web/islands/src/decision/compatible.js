/** Stands for a package that ships without its licence; without engines asked for, it answers the same. */
export function isCompatible() {
  return true;
}
