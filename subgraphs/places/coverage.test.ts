import { describe, expect, test } from 'vitest';
import { allAreas, areaOf } from '#kit/areas/area-map.ts';
import { byArea, type Counted, type Coverage, coverageOf } from './coverage.ts';
import { criteriaOf, nextAreaCodes, STAGES, type Staged, stageOf, statusOf } from './rollout-stages.ts';

const CENTRES: readonly Counted[] = [
  { area: '06-47', status: 'PILOT' },
  { area: '06-47', status: 'PLANNED' },
  { area: '06-47-365-3271', status: 'OPEN' },
  { area: '06-47-365', status: 'PAUSED' },
  { area: '06-47-366', status: 'PAUSED' },
  { area: '06-41', status: 'PLANNED' },
  { area: '06-42', status: 'CLOSED' },
  { area: null, status: 'OPEN' },
];

function coverage(code: string, centres = CENTRES): Coverage | null {
  const area = areaOf(code);
  if (!area) throw new Error(`no area ${code}`);
  return coverageOf(area, byArea(centres).get(code) ?? []);
}

describe('coverage', () => {
  test.each([
    // Five upazilas and the city; the city and Savar are served.
    [
      'a district',
      '06-47',
      {
        centresPlanned: 1,
        centresPilot: 1,
        centresOpen: 1,
        centresPaused: 2,
        places: 6,
        placesServed: 2,
        sharePercent: 33.3,
      },
    ],
    [
      'an upazila by a centre in its union',
      '06-47-365',
      { centresOpen: 1, centresPaused: 1, places: 1, placesServed: 1, sharePercent: 100 },
    ],
    [
      'an upazila whose centre is paused',
      '06-47-366',
      { centresPaused: 1, places: 1, placesServed: 0, sharePercent: 0 },
    ],
    ['a district whose city is planned', '06-41', { centresPlanned: 1, places: 6, placesServed: 0 }],
    ['a district whose city has closed', '06-42', { centresPlanned: 0, places: 6, placesServed: 0 }],
    [
      'a division',
      '06',
      { centresPlanned: 2, centresPilot: 1, centresOpen: 1, places: 91, placesServed: 2, sharePercent: 2.2 },
    ],
    ['a division without centres', '05', { centresPlanned: 0, placesServed: 0, sharePercent: 0 }],
  ])('of %s', (_, code, numbers) => {
    expect(coverage(code)).toMatchObject({ area: { code }, ...numbers });
  });

  test.each(['06-47-365-3271', '06-47-365-3271-04'])('of %s is not counted', (code) => {
    expect(coverage(code)).toBeNull();
  });

  test('of a country without centres has every upazila once on each level', () => {
    for (const level of ['DIVISION', 'DISTRICT', 'UPAZILA']) {
      const areas = [...allAreas().values()].filter((area) => area.level === level);
      const places = areas.map(({ code }) => coverage(code, [])?.places ?? 0);
      expect(places.reduce((sum, each) => sum + each, 0)).toBe(494);
    }
  });
});

describe('the stages', () => {
  const centre = (stage: Staged['stage'], status: Staged['status'], area: string | null, country = 'BD'): Staged => ({
    stage,
    status,
    area,
    country,
  });
  const pilot = stageOf('PILOT');
  const good = { served: 1000, waitedMinutes: 5000, complaints: 0 };

  test('a stage is next, then runs, then is done', () => {
    const planned = [centre('PILOT', 'PLANNED', '06-47')];
    const running = [centre('PILOT', 'PILOT', '06-47'), centre('DISTRICTS', 'PLANNED', '06-41')];
    expect(statusOf(pilot, planned, criteriaOf(pilot, planned, []))).toBe('NEXT');
    expect(statusOf(pilot, running, criteriaOf(pilot, running, []))).toBe('RUNNING');
    expect(statusOf(pilot, running, criteriaOf(pilot, running, [good]))).toBe('DONE');
    const districts = stageOf('DISTRICTS');
    expect(statusOf(districts, running, criteriaOf(districts, running, []))).toBe('NEXT');
  });

  test('areas and countries are counted once, by whoever serves there', () => {
    const centres = [
      centre('PILOT', 'PILOT', '06-47'),
      centre('UPAZILAS', 'OPEN', '06-47-365'),
      centre('UPAZILAS', 'OPEN', '06-47-365-3271'),
      centre('DIVISIONS', 'OPEN', '05-36'),
      centre('DIVISIONS', 'PAUSED', '07-59'),
      centre('ABROAD', 'OPEN', null, 'MY'),
      centre('ABROAD', 'PILOT', null, 'MY'),
      centre('ABROAD', 'PLANNED', null, 'SA'),
    ];
    const actual = STAGES.map((stage) => criteriaOf(stage, centres, []).map((each) => each.actual));
    expect(actual).toEqual([[null, null, null], [2], [2], [1], [1]]);
  });

  test('the next areas are those of the earliest stage, then in the order of the plans, each once', () => {
    const centres = [
      centre('UPAZILAS', 'PLANNED', '06-47-366'),
      centre('DISTRICTS', 'PLANNED', '06-43'),
      centre('DISTRICTS', 'PLANNED', '06-41'),
      centre('DISTRICTS', 'PLANNED', '06-43'),
      centre('PILOT', 'PILOT', '06-47'),
      centre('ABROAD', 'PLANNED', null, 'MY'),
    ];
    expect([...nextAreaCodes(centres)]).toEqual(['06-43', '06-41', '06-47-366']);
  });

  test('the targets are what the map holds', () => {
    const on = (level: string) => [...allAreas().values()].filter((area) => area.level === level).length;
    expect(STAGES.flatMap(({ target }) => target?.target ?? []).slice(0, 3)).toEqual(
      ['DIVISION', 'DISTRICT', 'UPAZILA'].map(on),
    );
  });
});
