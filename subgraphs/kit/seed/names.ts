/** Names as people and businesses in Bangladesh bear them, in both scripts. */
import type { Text } from '../errors/catalogue.ts';

type Names = readonly [Text, ...Text[]];

export const WOMENS_NAMES: Names = [
  { en: 'Rahima', bn: 'রহিমা' },
  { en: 'Salma', bn: 'সালমা' },
  { en: 'Nasrin', bn: 'নাসরিন' },
  { en: 'Fatema', bn: 'ফাতেমা' },
  { en: 'Shirin', bn: 'শিরিন' },
  { en: 'Rokeya', bn: 'রোকেয়া' },
  { en: 'Jahanara', bn: 'জাহানারা' },
  { en: 'Taslima', bn: 'তাসলিমা' },
  { en: 'Sultana', bn: 'সুলতানা' },
  { en: 'Mina', bn: 'মিনা' },
  { en: 'Anjali', bn: 'অঞ্জলি' },
  { en: 'Lakshmi', bn: 'লক্ষ্মী' },
  { en: 'Mousumi', bn: 'মৌসুমী' },
  { en: 'Shapla', bn: 'শাপলা' },
  { en: 'Ayesha', bn: 'আয়েশা' },
  { en: 'Parvin', bn: 'পারভীন' },
];

export const MENS_NAMES: Names = [
  { en: 'Abdul', bn: 'আব্দুল' },
  { en: 'Karim', bn: 'করিম' },
  { en: 'Rafiqul', bn: 'রফিকুল' },
  { en: 'Kamal', bn: 'কামাল' },
  { en: 'Jamal', bn: 'জামাল' },
  { en: 'Shahin', bn: 'শাহীন' },
  { en: 'Tareq', bn: 'তারেক' },
  { en: 'Imran', bn: 'ইমরান' },
  { en: 'Sohel', bn: 'সোহেল' },
  { en: 'Mizanur', bn: 'মিজানুর' },
  { en: 'Nurul', bn: 'নুরুল' },
  { en: 'Bikash', bn: 'বিকাশ' },
  { en: 'Gopal', bn: 'গোপাল' },
  { en: 'Shimul', bn: 'শিমুল' },
  { en: 'Anwar', bn: 'আনোয়ার' },
  { en: 'Habibur', bn: 'হাবিবুর' },
];

export const FAMILY_NAMES: Names = [
  { en: 'Islam', bn: 'ইসলাম' },
  { en: 'Hossain', bn: 'হোসেন' },
  { en: 'Ahmed', bn: 'আহমেদ' },
  { en: 'Rahman', bn: 'রহমান' },
  { en: 'Khatun', bn: 'খাতুন' },
  { en: 'Chowdhury', bn: 'চৌধুরী' },
  { en: 'Uddin', bn: 'উদ্দিন' },
  { en: 'Miah', bn: 'মিয়া' },
  { en: 'Sarkar', bn: 'সরকার' },
  { en: 'Mondal', bn: 'মণ্ডল' },
  { en: 'Das', bn: 'দাস' },
  { en: 'Roy', bn: 'রায়' },
  { en: 'Talukder', bn: 'তালুকদার' },
  { en: 'Sheikh', bn: 'শেখ' },
  { en: 'Barua', bn: 'বড়ুয়া' },
  { en: 'Chakma', bn: 'চাকমা' },
];

/** Of rivers, flowers and good wishes. */
export const BUSINESS_NAMES: Names = [
  { en: 'Meghna', bn: 'মেঘনা' },
  { en: 'Jamuna', bn: 'যমুনা' },
  { en: 'Karnaphuli', bn: 'কর্ণফুলী' },
  { en: 'Surma', bn: 'সুরমা' },
  { en: 'Turag', bn: 'তুরাগ' },
  { en: 'Shapla', bn: 'শাপলা' },
  { en: 'Doel', bn: 'দোয়েল' },
  { en: 'Nobanno', bn: 'নবান্ন' },
  { en: 'Bismillah', bn: 'বিসমিল্লাহ' },
  { en: 'Sonar Bangla', bn: 'সোনার বাংলা' },
  { en: 'Mayer Doa', bn: 'মায়ের দোয়া' },
  { en: 'Modern', bn: 'মডার্ন' },
];
