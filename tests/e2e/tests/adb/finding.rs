//! Which device is driven, and what is said where there is none.

use crate::emulator::{APP, Running};
use kodebro_e2e::phone::adb::{Device, DeviceError};
use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;

fn find(running: &Running, serial: Option<&str>) -> Result<Device, DeviceError> {
    Device::find(running.adb_port, serial, running.token.clone())
}

#[test]
fn no_server_is_told_with_what_to_do() {
    let port = {
        let unused = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        unused.local_addr().unwrap().port()
    };
    let error = Device::find(port, None, PathBuf::new()).unwrap_err();
    assert!(matches!(error, DeviceError::NoServer { .. }));
    assert!(error.to_string().ends_with("run adb start-server"));
}

#[test]
fn a_device_that_is_not_ready_is_none() {
    let running = Running::start(APP);
    running.state().devices = vec!["emulator-5554 offline".to_owned()];
    assert!(matches!(find(&running, None), Err(DeviceError::NoDevice)));
}

#[test]
fn one_of_several_devices_has_to_be_named() {
    let running = Running::start(APP);
    running.state().devices.push("emulator-5556 device".into());
    assert!(matches!(find(&running, None), Err(DeviceError::Several)));
    assert!(find(&running, Some("emulator-5556")).is_ok());
    let missing = find(&running, Some("emulator-5558"));
    assert!(matches!(missing, Err(DeviceError::NotThere(_))));
}

#[test]
fn somebodys_phone_is_left_alone() {
    let running = Running::start(APP);
    running.state().devices = vec!["R58N12ABCDE device usb:1-1".to_owned()];
    assert!(matches!(
        find(&running, None),
        Err(DeviceError::NotAnEmulator(_))
    ));
    assert!(running.state().asked.is_empty());
}

#[test]
fn a_device_that_is_unplugged_is_told() {
    let running = Running::start(APP);
    let device = running.device();
    running.state().devices.clear();
    let error = device.screen().unwrap_err().to_string();
    assert!(error.contains("not found"), "{error}");
}
