/** Every project in one run; `npm test` picks from it. */
export default { projects: ['<rootDir>/libs/*', '<rootDir>/services/*', '<rootDir>/deploy/local', '<rootDir>/test'] };
