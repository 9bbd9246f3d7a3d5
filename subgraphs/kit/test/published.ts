/** A published supergraph for tests: the ministry for tests, and `land`, which publishes one service and need not run. */
import { readFile } from 'node:fs/promises';
import { water } from './ministry-for-tests/index.ts';

const LAND = /* GraphQL */ `
  extend schema @ministry(code: "land", nameEn: "Ministry of Land, for tests", nameBn: "পরীক্ষার ভূমি মন্ত্রণালয়")
  extend type Mutation {
    "Asks for a copy of the khatian."
    applyForKhatianCopy(input: KhatianCopyInput!): ApplicationPayload
      @join__field(graph: LAND)
      @service(
        code: "khatian-copy"
        kind: APPLICATION
        titleEn: "Copy of a khatian"
        titleBn: "খতিয়ানের অনুলিপি"
        agency: "Land Office"
        feeBdt: 100
        slaWorkingDays: 5
        keywords: ["porcha", "পর্চা"]
      )
  }
  input KhatianCopyInput {
    "Khatian number"
    khatian: String! @input(labelBn: "খতিয়ান নম্বর", maxLength: 20, example: "112")
  }
`;

/** What composition would publish, as far as readers of services and ministries look at it. */
export async function publishedForTests(): Promise<string> {
  const sdl = await readFile(water.schema, 'utf8');
  const graphs = ['water', 'land'].map(
    (name) => `${name.toUpperCase()} @join__graph(name: "${name}", url: "http://${name}")`,
  );
  return [
    `enum join__Graph { ${graphs.join(' ')} }`,
    sdl.replaceAll('@service(', '@join__field(graph: WATER) @service('),
    LAND,
  ].join('\n');
}
