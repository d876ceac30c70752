/** What `npm test` runs, in this order: cheap and broad first, whole product last. `serial`: one file at a time, since these start servers and kill them. */
export const phases = [
  { name: 'units and integration', projects: ['libs/*', 'services/*', 'deploy/local'], serial: false },
  { name: 'test runner', projects: ['test'], pattern: 'test/runner/', serial: true },
  { name: 'bus permissions', projects: ['test'], pattern: 'test/bus/', serial: true },
  { name: 'simulation', projects: ['test'], pattern: 'test/simulation/', serial: true },
  { name: 'end to end', projects: ['test'], pattern: 'test/e2e/', serial: true },
  { name: 'conformance', projects: ['test'], pattern: 'test/conformance/', serial: true },
  { name: 'faults', projects: ['test'], pattern: 'test/faults/', serial: true },
];
