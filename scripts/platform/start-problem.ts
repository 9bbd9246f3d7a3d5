/** Why the platform cannot start, in words for the person who started it: what is wrong and what to do. */
export class StartProblem extends Error {}
