const firstNames = ['Ada', 'Blaise', 'Carmen', 'Dmitri', 'Eko', 'Fatou', 'Grace', 'Hiro', 'Inés', 'Jürgen', 'Kofi'];
const lastNames = ['Abara', 'Brandt', 'Chen', 'Duarte', "O'Neil", 'Fujita', 'García', 'Haddad', 'Ivanova', 'Jensen'];
const companies = ['Northwind', 'Contoso', 'Initech', 'Umbrella & Sons', 'Globex', 'Hooli, Inc.', 'Vandelay'];
const cities = ['Portland', 'Atlanta', 'Chicago', 'Phoenix', 'São Paulo', 'Bern'];
const titles = ['Sales Representative', 'Engineer', 'Buyer', 'Director, Operations', 'Analyst'];

export interface SamplePerson {
  firstName: string;
  lastName: string;
  email: string;
  company: string;
  city: string;
  title: string;
  phone: string;
}

/** The same person for the same number, always. */
export function samplePerson(number: number): SamplePerson {
  const pick = (from: readonly string[]) => from[number % from.length] ?? '';
  return {
    firstName: pick(firstNames),
    lastName: pick(lastNames),
    email: `person${number}@example.com`,
    company: pick(companies),
    city: pick(cities),
    title: pick(titles),
    phone: `+1 555 ${String(number % 10_000_000).padStart(7, '0')}`,
  };
}
