export function mitOf(holder: string): string;
export const ofOurModules: readonly string[];
export const ofPackages: readonly string[];
export const separator: string;
