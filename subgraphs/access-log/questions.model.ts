/** What citizens ask about looks at their data, one document each, with its answer. */
import { type Connection, type QueryFilter, Schema } from 'mongoose';
import type { LookerRole } from '#kit/access-log/look.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { isDuplicateKey } from '#kit/storage/duplicate-key.ts';
import { type PageRequest, page } from '#kit/storage/page.ts';

export type QuestionRecord = {
  _id: string;
  accessId: string;
  /** Id of the citizen. */
  by: string;
  /** Whose focal point may answer; null when auditors alone may. */
  ministry: string | null;
  question: string;
  askedAt: Date;
  answer: { text: string; at: Date; by: string; role: LookerRole; ministry: string | null } | null;
  idempotencyKey: string;
};

const text = { type: String, required: true };
const schema = new Schema<QuestionRecord>(
  {
    _id: text,
    accessId: text,
    by: text,
    ministry: { type: String, default: null },
    question: text,
    askedAt: { type: Date, required: true },
    answer: { type: Schema.Types.Mixed, default: null },
    idempotencyKey: text,
  },
  { collection: 'questions', versionKey: false, autoIndex: false },
);
schema.index({ by: 1, idempotencyKey: 1 }, { unique: true });
schema.index({ accessId: 1, askedAt: 1 });
schema.index({ askedAt: 1, _id: 1 });
schema.index({ ministry: 1, askedAt: 1, _id: 1 });

/** The question, or what stands in the way. */
export type Asked = { readonly question: QuestionRecord } | { readonly problems: readonly Problem[] };

export type Questions = ReturnType<typeof questionsOn>;

export function questionsOn(connection: Connection) {
  const questions = connection.model<QuestionRecord>('AccessQuestion', schema);
  return {
    prepare: () => questions.createIndexes(),

    /** Keeps a question; a repeat with its key gives the first. */
    async add(question: QuestionRecord): Promise<Asked> {
      try {
        await questions.create(question);
        return { question };
      } catch (error) {
        const { by, idempotencyKey } = question;
        const first = isDuplicateKey(error) ? await questions.findOne({ by, idempotencyKey }).lean() : null;
        if (!first) throw error;
        return first.accessId === question.accessId && first.question === question.question
          ? { question: first }
          : { problems: [problem('idempotencyKey', 'IDEMPOTENCY_KEY_REUSED')] };
      }
    },

    /** @param ministry whose questions; undefined: all. */
    find: (_id: string, ministry?: string): Promise<QuestionRecord | null> =>
      questions.findOne({ _id, ...(ministry === undefined ? {} : { ministry }) }).lean(),

    /** Keeps the first answer. @param ministry whose questions may be answered; undefined: any. */
    async answer(_id: string, answer: NonNullable<QuestionRecord['answer']>, ministry?: string): Promise<Asked> {
      const mine: QueryFilter<QuestionRecord> = ministry === undefined ? { _id } : { _id, ministry };
      await questions.updateOne({ ...mine, answer: null }, { $set: { answer } });
      const question = await questions.findOne(mine).lean();
      if (!question) return { problems: [problem('questionId', 'NO_SUCH_QUESTION')] };
      // Who repeats it sees what they said; another answer is refused.
      const isOwn = question.answer?.by === answer.by && question.answer.text === answer.text;
      return isOwn ? { question } : { problems: [problem('questionId', 'ALREADY_ANSWERED')] };
    },

    /** Of several looks, the oldest question first. */
    about: (accessIds: readonly string[]) =>
      questions
        .find({ accessId: { $in: [...accessIds] } })
        .sort({ askedAt: 1 })
        .lean(),

    /** @param ministry whose questions; undefined: all. */
    page: (ministry: string | undefined, isAnswered: boolean | null, request: PageRequest) =>
      page(
        questions,
        {
          ...(ministry === undefined ? {} : { ministry }),
          ...(isAnswered === null ? {} : { answer: isAnswered ? { $ne: null } : null }),
        },
        { field: 'askedAt', direction: 1 },
        request,
      ),
  };
}
