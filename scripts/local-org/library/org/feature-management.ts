import { current } from '../../platform/current';
import { libraryClass } from '../declare';
import { unsupportedIn } from '../unsupported';

const unsupported = unsupportedIn('FeatureManagement');

/** `System.FeatureManagement`. */
export const featureManagementClass = libraryClass(
  'System.FeatureManagement',
  {
    'static Boolean checkPermission(String apiName)': (name: string) => current().user.hasCustomPermission(name),
    'static Boolean checkPackageBooleanValue(String apiName)': unsupported('checkPackageBooleanValue'),
    'static Date checkPackageDateValue(String apiName)': unsupported('checkPackageDateValue'),
    'static Integer checkPackageIntegerValue(String apiName)': unsupported('checkPackageIntegerValue'),
    'static void changeProtection(String apiName, String typeApiName, String protection)':
      unsupported('changeProtection'),
    'static void setPackageBooleanValue(String apiName, Boolean value)': unsupported('setPackageBooleanValue'),
    'static void setPackageDateValue(String apiName, Date value)': unsupported('setPackageDateValue'),
    'static void setPackageIntegerValue(String apiName, Integer value)': unsupported('setPackageIntegerValue'),
  },
  {
    docs: 'https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_System_FeatureManagement.htm',
  },
);
