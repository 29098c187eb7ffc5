export const ofOurModules: readonly string[];
export const ofPackages: readonly string[];
export const separator: string;
