/// <reference types="jest" />

// Here and not in tsconfig.json: Forge's bundler reads that too, where jest's types need not be installed.
export {};
