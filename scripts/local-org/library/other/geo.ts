/** Compound values of records: geolocations and addresses. */
import { ApexDouble } from '../../values/double';
import { apexException } from '../../values/errors';
import { libraryClass, type LibraryDeclaration } from '../declare';
import { PlatformObject } from '../platform-object';
import { unsupportedClass } from '../unsupported';

/** A `System.Location`. */
export class Location extends PlatformObject {
  protected readonly typeName = 'System.Location';

  constructor(
    readonly latitude: number,
    readonly longitude: number,
  ) {
    super();
  }

  override toApexText(): string {
    return `API address: ${this.latitude} ${this.longitude}`;
  }
}

/** Mean radius of the earth in the two units the platform takes. */
const RADIUS: Readonly<Record<string, number>> = { mi: 3958.8, km: 6371 };

function distance(from: Location, to: Location, unit: string): ApexDouble {
  const radius = RADIUS[unit.toLowerCase()];
  if (radius === undefined) throw apexException('System.InvalidParameterValueException', `Invalid unit: ${unit}`);
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const latitude = radians(to.latitude - from.latitude) / 2;
  const longitude = radians(to.longitude - from.longitude) / 2;
  const chord =
    Math.sin(latitude) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(longitude) ** 2;
  return new ApexDouble(2 * radius * Math.asin(Math.sqrt(chord)));
}

export const GEO: readonly LibraryDeclaration[] = [
  libraryClass(
    'System.Location',
    {
      'static System.Location newInstance(Decimal latitude, Decimal longitude)': (
        latitude: { toString(): string },
        longitude: { toString(): string },
      ) => new Location(Number(latitude.toString()), Number(longitude.toString())),
      'static Double getDistance(System.Location first, System.Location second, String unit)': distance,
      'Double getDistance(System.Location to, String unit)': distance,
      'Double getLatitude()': (self: Location) => new ApexDouble(self.latitude),
      'Double getLongitude()': (self: Location) => new ApexDouble(self.longitude),
      'Double latitude': { get: (self: Location) => new ApexDouble(self.latitude) },
      'Double longitude': { get: (self: Location) => new ApexDouble(self.longitude) },
    },
    { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_Location.htm' },
  ),
  unsupportedClass('System.Address', [
    'String getCity()',
    'String getCountry()',
    'String getCountryCode()',
    'String getPostalCode()',
    'String getState()',
    'String getStateCode()',
    'String getStreet()',
  ]),
];
