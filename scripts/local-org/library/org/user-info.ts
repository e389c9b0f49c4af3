import { current } from '../../platform/current';
import { libraryClass } from '../declare';
import { ApexTimeZone } from '../language/time-zone';
import { unsupportedIn } from '../unsupported';

const unsupported = unsupportedIn('UserInfo');

/** `System.UserInfo`. */
export const userInfoClass = libraryClass(
  'System.UserInfo',
  {
    'static String getDefaultCurrency()': () => 'USD',
    'static String getFirstName()': () => current().user.firstName,
    'static String getLanguage()': () => current().user.language,
    'static String getLastName()': () => current().user.lastName,
    'static String getLocale()': () => current().user.locale,
    'static String getName()': () => current().user.name,
    'static String getOrganizationId()': () => current().org.organization.id,
    'static String getOrganizationName()': () => current().org.organization.name,
    'static String getProfileId()': () => current().user.profileId,
    // It opens nothing. Processes of the platform have none.
    'static String getSessionId()': () =>
      current().user.userType === 'AutomatedProcess'
        ? null
        : `${current().org.organization.id.slice(0, 15)}!${current().user.id}`,
    'static System.TimeZone getTimeZone()': () => new ApexTimeZone(current().user.timeZone),
    'static String getUiTheme()': () => 'Theme4d',
    'static String getUiThemeDisplayed()': () => 'Theme4d',
    'static String getUserEmail()': () => current().user.email,
    'static String getUserId()': () => current().user.id,
    'static String getUserName()': () => current().user.username,
    'static String getUserRoleId()': () => current().user.roleId,
    'static String getUserType()': () => current().user.userType,
    'static String getCurrentUvid()': unsupported('getCurrentUvid'),
    'static Boolean hasPackageLicense(Id packageId)': unsupported('hasPackageLicense'),
    'static Boolean isCurrentUserLicensed(String namespace)': unsupported('isCurrentUserLicensed'),
    'static Boolean isCurrentUserLicensedForPackage(Id packageId)': unsupported('isCurrentUserLicensedForPackage'),
    'static Boolean isMultiCurrencyOrganization()': () => false,
  },
  { docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_userinfo.htm' },
);
