/**
 * Words that mean the same to whoever looks for a service: English, Bangla, and what both are called in everyday speech.
 * General words only: what people call one service is a keyword of its `@service`. A line is one meaning, named by its first
 * word; a comma divides, and an entry of two words is found where both stand side by side. Other spellings that sound the
 * same need no entry.
 */
export const SAME_WORDS: readonly string[] = `
registration, register, registered, নিবন্ধন, রেজিস্ট্রেশন, রেজিস্ট্রি, registry, nibondhon, nibandhan, নিবন্ধিত
certificate, সার্টিফিকেট, সনদ, সনদপত্র, sonod, sanad, sonodpotro
licence, license, লাইসেন্স
renewal, renew, নবায়ন, রিনিউ, রিনিউয়াল, nobayon, expired, মেয়াদ, meyad
check, verify, verification, যাচাই, চেক, jachai
status, অবস্থা, স্ট্যাটাস, obostha, tracking
correction, correct, সংশোধন, ভুল, songshodhon, vul, bhul, wrong, mistake, change, পরিবর্তন, poriborton
lost, হারানো, হারিয়ে, হারাইছে, harano, hariye, haraise
new, নতুন, notun, natun
allowance, ভাতা, vata, bhata, ভাতার
complaint, complain, অভিযোগ, ovijog, obhijog, নালিশ
tax, ট্যাক্স, টেক্স, কর, kor
land, জমি, ভূমি, ভুমি, jomi, jami, bhumi, vumi
vehicle, vehicles, car, গাড়ি, মোটরযান, যানবাহন, gari, motorcycle, bike, বাইক, মোটরসাইকেল, motorbike, মোটর সাইকেল
electricity, electric, বিদ্যুৎ, কারেন্ট, current, bidyut, biddut, karent
meter, মিটার, miter
bill, বিল
card, কার্ড, kard
nid, national id, জাতীয় পরিচয়পত্র, পরিচয়পত্র, পরিচয় পত্র, voter id, ভোটার আইডি, id card, আইডি কার্ড, smart nid
voter, ভোটার
citizen, নাগরিক, nagorik
citizenship, নাগরিকত্ব, nagorikotto
birth, born, জন্ম, jonmo, জন্মের
death, dead, died, মৃত্যু, মারা, mara, mrittu, mrityu
name, নাম, nam
age, বয়স, boyos
parent, পিতা, মাতা
train, rail, railway, ট্রেন, রেল, রেলগাড়ি, tren
ticket, টিকিট, টিকেট, tiket
schedule, timetable, time, সময়সূচি, সময়সূচী, সময়, somoysuchi
seat, আসন, সিট
company, কোম্পানি, কোম্পানী
import, আমদানি, amdani
export, রপ্তানি, রফতানি, roptani
business, trade, ব্যবসা, ব্যবসার, bebsha, babsha
shop, দোকান, dokan
factory, কারখানা, karkhana
exam, test, পরীক্ষা, porikkha
result, ফলাফল, রেজাল্ট, folafol, ফল
marksheet, mark sheet, নম্বরপত্র, মার্কশিট, transcript
student, ছাত্র, ছাত্রী, শিক্ষার্থী, chatro, shikkharthi
stipend, scholarship, বৃত্তি, উপবৃত্তি, upobritti, britti
education, শিক্ষা, shikkha
doctor, ডাক্তার, চিকিৎসক, daktar, physician
treatment, চিকিৎসা, chikitsa
hospital, হাসপাতাল, hashpatal, haspatal
appointment, serial, সিরিয়াল, অ্যাপয়েন্টমেন্ট, এপয়েন্টমেন্ট
medicine, drug, drugs, ঔষধ, ওষুধ, ড্রাগ, oushodh, osudh
pharmacy, ফার্মেসি, ফার্মেসী
vaccine, vaccination, immunisation, টিকা, ভ্যাকসিন, tika
health, স্বাস্থ্য, হেলথ, shastho
pregnant, pregnancy, গর্ভবতী, গর্ভ, gorvoboti, gorbhoboti
maternity, মাতৃত্ব, মাতৃত্বকালীন, matritto
mother, মা
child, children, baby, শিশু, বাচ্চা, বাচ্চার, shishu, sishu, bachcha, bacca
woman, women, নারী, মহিলা, nari, mohila
violence, abuse, নির্যাতন, nirjaton, torture
widow, বিধবা, bidhoba
husband, স্বামী, shami
disability, disabled, প্রতিবন্ধী, protibondhi, handicapped
old age, elderly, বয়স্ক, বৃদ্ধ, boyosko, boyoshko, briddho
farmer, কৃষক, চাষি, krishok
agriculture, কৃষি, krishi
fertiliser, fertilizer, সার, sar
dealer, dealership, ডিলার, ডিলারশিপ
soil, মাটি, মৃত্তিকা, mati
farm, খামার, khamar
fish, fisheries, মাছ, মৎস্য, মৎস, mach
cow, cattle, গরু, goru, livestock, প্রাণিসম্পদ, গবাদি
poultry, chicken, মুরগি, পোল্ট্রি, murgi
animal, পশু, posu
veterinary, vet
labour, labor, worker, শ্রমিক, শ্রম, sromik, shromik
wage, wages, salary, বেতন, মজুরি, beton
abroad, foreign, overseas, বিদেশ, বিদেশগামী, প্রবাসী, bidesh, probashi
training, প্রশিক্ষণ, ট্রেনিং, proshikkhon
attestation, attest, attested, সত্যায়ন, সত্যায়িত, sottayon, sotyayon
court, আদালত, adalat
case, মামলা, mamla
date, তারিখ, tarikh
lawyer, উকিল, আইনজীবী, ukil, advocate
law, legal, আইন, আইনি, আইনগত, ain
aid, সহায়তা, help, sohayota, shohayota
deed, দলিল, dolil
map, ম্যাপ, নকশা, noksha
copy, কপি
record, রেকর্ড
owner, ownership, মালিক, মালিকানা, malik
plot, দাগ, dag
clearance, ছাড়পত্র, ক্লিয়ারেন্স, charpotro
environment, environmental, পরিবেশ, পরিবেশগত, poribesh
wood, timber, কাঠ, kath
tree, গাছ, gach
transport, পরিবহন, poribohon
youth, যুব, jubo, যুবক
loan, ঋণ, লোন, rin
mobile, phone, handset, মোবাইল, ফোন, হ্যান্ডসেট
sim, সিম
savings, saving, সঞ্চয়, sonchoy
post, postal, ডাক, dak
post office, ডাকঘর, পোস্ট অফিস, dakghor
hajj, haj, hoj, হজ, হজ্ব, হজ্জ
pilgrim, হাজি, হজযাত্রী, haji
freedom fighter, মুক্তিযোদ্ধা, muktijoddha
honorarium, সম্মানি, সম্মানী
police, পুলিশ, polis
police station, থানা, thana
fire, ফায়ার, আগুন, অগ্নি
driving, ড্রাইভিং, driver, চালক, চালানো, chalano
learner, শিক্ষানবিশ, লার্নার
number, নম্বর, নাম্বার, nombor, nambar
income, আয়, ay
income tax, আয়কর, aykor
house, home, বাড়ি, bari
photo, ছবি
water, পানি, pani
`
  .trim()
  .split('\n');
