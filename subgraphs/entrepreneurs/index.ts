/** The Citizen Service entrepreneurs: who they are, what they learn, and what they take at the desk. */
import { inputChecker } from '#kit/form/input-checker.ts';
import { publishedSupergraph } from '#kit/form/published-supergraph.ts';
import { defineSubgraph } from '#kit/subgraph.ts';
import { actResolvers } from './acts/act.resolvers.ts';
import { actRoute } from './acts/act.route.ts';
import { actsOn } from './acts/acts.model.ts';
import { citizenTeller } from './acts/citizen-teller.ts';
import { complaintResolvers } from './complaints/complaint.resolvers.ts';
import { complaintsOn } from './complaints/complaints.model.ts';
import { centreCheck } from './enrolment/centre-check.ts';
import { certificationOf } from './enrolment/certification.ts';
import { enrolmentResolvers } from './enrolment/enrolment.resolvers.ts';
import { enrolmentsOf } from './enrolment/enrolments.ts';
import { entrepreneursOn } from './enrolment/entrepreneurs.model.ts';
import { seedEntrepreneurs } from './enrolment/entrepreneurs.seed.ts';
import { roleTeller } from './enrolment/role-teller.ts';
import { intakeResolvers } from './intake/intake.resolvers.ts';
import { depositResolvers } from './ledger/deposit.resolvers.ts';
import { feesOf } from './ledger/fees.ts';
import { ledgerResolvers } from './ledger/ledger.resolvers.ts';
import { ledgerOf } from './ledger/ledger.ts';
import { limitTeller } from './ledger/limit-teller.ts';
import { readCommissions } from './ledger/tariff.ts';
import { transactionsOn } from './ledger/transactions.model.ts';
import { personalTypes } from './personal-types.ts';
import { readModules } from './training/module.ts';
import { trainedTeller } from './training/trained-teller.ts';
import { trainingResolvers } from './training/training.resolvers.ts';
import { trainingOf } from './training/training.ts';
import { trainingRecordsOn } from './training/training-records.model.ts';

const MODULES = new URL('./training/modules/', import.meta.url);
const TARIFF = new URL('./ledger/tariff.csv', import.meta.url);

export default defineSubgraph({
  schema: new URL('./schema.graphql', import.meta.url),
  start: async ({ clock, connection, document, ids, keys, log, peer, settings }) => {
    const [entrepreneurs, records] = [entrepreneursOn(connection), trainingRecordsOn(connection)];
    const [transactions, complaints] = [transactionsOn(connection), complaintsOn(connection)];
    const acts = actsOn(connection);
    await Promise.all([
      ...[entrepreneurs, transactions, complaints.model].map((each) => each.createIndexes()),
      records.prepare(),
      acts.prepare(),
    ]);
    if (settings.MODE === 'development') await seedEntrepreneurs(entrepreneurs, clock.now());
    const checkOf = inputChecker(document);
    const identity = peer('identity');
    const checkCentre = centreCheck(peer('places'));
    const training = trainingOf(readModules(MODULES), records);
    const tellRoles = roleTeller(entrepreneurs, identity, log);
    const tellTrained = trainedTeller(records, training, identity, clock, log);
    const enrolments = enrolmentsOf(entrepreneurs, tellRoles.tell);
    const certification = certificationOf(entrepreneurs, enrolments, training);
    await certification.certifyLeftOver(clock.now());
    const ofEnrolment = enrolmentResolvers({ entrepreneurs, enrolments, training, checkCentre, checkOf, keys, ids });
    const ofTraining = trainingResolvers({ training, certification, checkOf });
    const ledger = ledgerOf(transactions);
    const fees = feesOf(ledger, peer, log);
    const limits = limitTeller(ledger, enrolments, log);
    const tellCitizens = citizenTeller(acts, identity, log);
    const ofComplaints = complaintResolvers({ entrepreneurs, complaints, ledger, checkOf, ids });
    const ofIntake = intakeResolvers({ document, entrepreneurs, enrolments, identity, ids });
    const ofActs = actResolvers(acts);
    const ofLedger = ledgerResolvers({
      ledger,
      acts,
      fees,
      limits,
      enrolments,
      commissions: readCommissions(TARIFF),
      published: publishedSupergraph(settings.SUPERGRAPH_FILE),
      checkOf,
    });
    const ofDeposits = depositResolvers({ ledger, limits, enrolments, checkOf });
    const tellers = [tellRoles, tellTrained, tellCitizens, fees, limits];
    return {
      resolvers: {
        ...ofEnrolment,
        ...ofTraining,
        ...ofComplaints,
        ...ofIntake,
        ...ofLedger,
        ...ofDeposits,
        ...ofActs,
        Query: {
          ...ofEnrolment.Query,
          ...ofTraining.Query,
          ...ofComplaints.Query,
          ...ofLedger.Query,
          ...ofDeposits.Query,
          ...ofActs.Query,
        },
        Mutation: {
          ...ofEnrolment.Mutation,
          ...ofTraining.Mutation,
          ...ofComplaints.Mutation,
          ...ofIntake.Mutation,
          ...ofLedger.Mutation,
          ...ofDeposits.Mutation,
        },
        Entrepreneur: { ...ofEnrolment.Entrepreneur, ...ofLedger.Entrepreneur },
      },
      personal: personalTypes,
      routes: (server) => actRoute(server, acts, tellCitizens, keys),
      started: () => {
        for (const each of tellers) each.start();
      },
      stop: async () => {
        await Promise.all(tellers.map((each) => each.stop()));
      },
    };
  },
});
